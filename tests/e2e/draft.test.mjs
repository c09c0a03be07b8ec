// A draft on the phone: it survives, it is sealed, and it goes with its person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENCE, heading, see, story, visit } from "../lib/app.mjs";
import { kept } from "../lib/own.mjs";
import { picture, resident, signInHere } from "../lib/people.mjs";
import { NEW, begin, confirm, debit, fillAll, home, next, pay, photos, shot, summary, work } from "../lib/sb07.mjs";

test("a killed tab comes back to the page that was open, with every word", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
  await see(page, "已保存在本机");
  await page.close();
  const again = await context.newPage();
  await visit(again, url + NEW);
  await again.getByRole("link", { name: "继续上次填写" }).click();
  await heading(again, "您的户口和住处");
  assert.equal(await again.getByLabel("您现在住在哪里？").inputValue(), "汉源国际丽城3幢2单元501");
}));

const PERSIST = {
  "never answers": () => { StorageManager.prototype.persist = () => { localStorage.setItem("asked", `${localStorage.getItem("asked") ?? ""}1`); return new Promise(() => {}); }; },
  "refuses": () => { StorageManager.prototype.persist = () => { localStorage.setItem("asked", `${localStorage.getItem("asked") ?? ""}1`); return Promise.resolve(false); }; },
  "fails": () => { StorageManager.prototype.persist = () => { localStorage.setItem("asked", `${localStorage.getItem("asked") ?? ""}1`); return Promise.reject(new TypeError("no")); }; },
};
for (const [name, script] of Object.entries(PERSIST)) {
  test(`a draft is kept where the browser ${name} when asked, once, to clear nothing by itself`, story({}, async ({ page, url, complaints }) => {
    await page.addInitScript(script);
    await resident(page, url);
    await begin(page, url);
    await work(page);
    await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
    await see(page, "已保存在本机");
    assert.equal(await page.evaluate(() => localStorage.getItem("asked")), "1");
    assert.deepEqual(complaints, []);
  }));
}

test("a photo that is still being made small comes along with 下一步", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await shot(page, 0).setInputFiles(picture());
  await page.getByRole("button", { name: "删除第1张" }).waitFor();
  await shot(page, 0).setInputFiles(picture(6000, 4500));
  await next(page).click();
  await heading(page, "核对信息");
}));

test("leaving the page while a photo is made small harms nothing", story({}, async ({ page, url, complaints }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await shot(page, 0).setInputFiles(picture(6000, 4500));
  await page.getByRole("button", { name: "上一步" }).click();
  await heading(page, "要不要让银行每月自动扣？");
  await next(page).click();
  await heading(page, "拍身份证");
  await photos(page);
  assert.deepEqual(complaints, []);
}));

test("signing out in another tab takes the open draft away, and nothing of it comes back", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  const other = await context.newPage();
  other.setDefaultTimeout(PATIENCE);
  await visit(other, `${url}/me/sign-out`);
  await other.getByRole("button", { name: "放弃这些内容并退出" }).click();
  await other.waitForFunction(() => location.pathname === "/me");
  await heading(page, "没有找到这份草稿");
  assert.deepEqual((await kept(page)).own.outbox, []);
}));

test("a session that was ended elsewhere closes the draft, and its person finds every word again", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
  await see(page, "已保存在本机");
  await context.clearCookies();
  await page.reload();
  await heading(page, "请重新登录");
  assert.equal(await page.getByLabel("您现在住在哪里？").count(), 0);
  await page.getByRole("main").getByRole("link", { name: "登录" }).click();
  await signInHere(page);
  await heading(page, "您的户口和住处");
  assert.equal(await page.getByLabel("您现在住在哪里？").inputValue(), "汉源国际丽城3幢2单元501");
}));

test("what is filled in lies on the phone sealed, never in clear", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
  await see(page, "已保存在本机");
  const everything = await page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const db = await done(indexedDB.open(name));
      for (const store of db.objectStoreNames) {
        for (const value of await done(db.transaction(store).objectStore(store).getAll())) {
          texts.push(Array.isArray(value) ? new TextDecoder().decode(value[1]) : String(value));
        }
      }
      db.close();
    }
    return texts.join("\n");
  });
  assert.match(everything, /汉源社区/, "the search reaches what lies there in clear");
  assert.doesNotMatch(everything, /3幢2单元501/);
}));

/** The server as it is ninety-one days after a new version of the form: it hands that out, and refuses the old one once. */
async function ninetyOneDaysLater(page, label) {
  await page.route("**/api/apply/forms", async (route) => {
    const { "if-none-match": _, ...headers } = route.request().headers();
    const all = await (await route.fetch({ headers })).json();
    const form = all.forms.find((one) => one.item === "SB-07");
    form.version += 1;
    form.steps.flatMap((step) => step.fields).find((field) => field.id === "address").label = label;
    return route.fulfill({ json: all });
  });
  const versions = [];
  await page.route("**/api/apply/cases", (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const body = route.request().postDataJSON();
    versions.push(body.form_version);
    if (versions.length > 1) return route.continue({ postData: JSON.stringify({ ...body, form_version: 1 }) });
    const fields = [{ field: "address", detail: `「${label}」有改动，请再看一遍。` }];
    const problem = { status: 409, code: "form_changed", title: "表单有更新", detail: "这张表有更新，请按标出的地方补充后再提交。", fields, request_id: "0192f0c1-7a5e-7000-9d1b-000000000001" };
    return route.fulfill({ status: 409, contentType: "application/problem+json", json: problem });
  });
  return versions;
}

test("a form that was replaced long ago comes back with the changed question marked, and then goes", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  const label = "您现在住的地方，写到门牌号";
  const versions = await ninetyOneDaysLater(page, label);
  await confirm(page);
  await see(page, "这张表格更新了。您填过的都还在，有改动的地方会标出来，改好再提交。");
  await page.getByRole("link", { name: "去修改" }).click();
  await heading(page, "核对信息");
  await summary(page).getByRole("link", { name: /写到门牌号/ }).click();
  await see(page, "表格更新了，这一页有改动，请再看一遍。其他填过的都还在。");
  assert.equal(await page.getByLabel(label).inputValue(), "汉源国际丽城3幢2单元501");
  await next(page).click();
  await heading(page, "核对信息");
  await confirm(page);
  await heading(page, "已提交");
  assert.deepEqual(versions, [1, 2]);
}));
