// A draft on the phone: it survives, it is sealed, and it goes with its person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENCE, kept as everything, heading, see, story, tab, until, visit } from "../lib/app.mjs";
import { kept } from "../lib/own.mjs";
import { picture, resident, signInHere } from "../lib/people.mjs";
import { NEW, begin, confirm, debit, fillAll, home, next, pay, photos, shot, summary, work } from "../lib/sb07.mjs";

test("a killed tab comes back to the page that was open, with every word", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
  await see(page, "已为您保存在本机");
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
    await see(page, "已为您保存在本机");
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

/** What the phone keeps of the only entry: another one after every write. */
const revision = (page) => page.evaluate(() => new Promise((resolve) => {
  const open = indexedDB.open("yunlin-own");
  open.onsuccess = () => {
    const all = open.result.transaction("outbox").objectStore("outbox").getAll();
    all.onsuccess = () => { open.result.close(); resolve(all.result[0]?.[2] ?? ""); };
  };
}));

test("two tabs on one draft: the second one is told, overwrites nothing, and goes on with what the first one wrote", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  const other = await context.newPage();
  other.setDefaultTimeout(PATIENCE);
  await visit(other, page.url());
  await heading(other, "您的户口和住处");
  const before = await revision(page);
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
  await until(() => revision(page), (now) => now !== before, "the first tab has written");
  await other.getByLabel("您现在住在哪里？").fill("别处1号楼101");
  await see(other, "这份草稿在另一个页面里改过");
  await page.close();
  await other.getByRole("button", { name: "载入最新" }).click();
  await until(() => other.getByLabel("您现在住在哪里？").inputValue().catch(() => ""), (value) => value === "汉源国际丽城3幢2单元501", "the newest");
  await home(other);
  await pay(other);
  await debit(other);
  await photos(other);
  await confirm(other);
  await heading(other, "已提交");
}));

test("what one tab has handed over, another one cannot change or send again", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await fillAll(page, url);
  const other = await context.newPage();
  other.setDefaultTimeout(PATIENCE);
  await visit(other, page.url().replace(/step=[^&]*/, "step=home"));
  await heading(other, "您的户口和住处");
  await visit(page, page.url());
  await confirm(page);
  await heading(page, "已提交");
  await other.getByLabel("您现在住在哪里？").fill("别处1号楼101");
  await see(other, "这份申请已经在另一个页面里提交了");
}));

test("where the phone keeps nothing, every page says so", story({}, async ({ page, url, context }) => {
  await page.addInitScript(() => {
    const open = indexedDB.open.bind(indexedDB);
    indexedDB.open = (name, ...rest) => {
      if (name === "yunlin-own") throw new DOMException("refused", "SecurityError");
      return open(name, ...rest);
    };
  });
  await resident(page, url);
  await everything(page);
  await fillAll(page, url);
  await see(page, "没能保存在这台手机上，请不要关闭页面");
  await context.setOffline(true);
  await confirm(page);
  await heading(page, "待发送");
  await see(page, "申请也没能保存在这台手机上，请不要关闭页面");
  await context.setOffline(false);
  await heading(page, "已提交");
}));

test("a photo that the phone has lost is named, taken again and sent, not tried again and again", story({}, async ({ page, url }) => {
  await resident(page, url);
  const sent = [];
  page.on("request", (r) => { if (r.method() === "POST" && r.url().endsWith("/api/apply/cases")) sent.push(r); });
  await fillAll(page, url);
  await page.evaluate(() => new Promise((resolve) => {
    const open = indexedDB.open("yunlin-own");
    open.onsuccess = () => {
      const writing = open.result.transaction("blobs", "readwrite");
      writing.objectStore("blobs").clear();
      writing.oncomplete = () => { open.result.close(); resolve(); };
    };
  }));
  await confirm(page);
  await heading(page, "没有提交成功");
  await see(page, "照片已不在这部手机上");
  assert.equal(sent.length, 0);
  await page.getByRole("link", { name: "去修改" }).click();
  await heading(page, "核对信息");
  await summary(page).getByRole("link", { name: /照片已不在这部手机上/ }).first().click();
  await heading(page, "拍身份证");
  await photos(page);
  await confirm(page);
  await heading(page, "已提交");
  assert.equal(sent.length, 1);
}));

test("修改 on what waits makes it a draft again, and it goes as it was changed", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await everything(page);
  await fillAll(page, url);
  await context.setOffline(true);
  await confirm(page);
  await heading(page, "待发送");
  await page.getByRole("link", { name: "返回首页" }).click();
  await tab(page, "我的").click();
  await page.getByRole("link", { name: /待发送/ }).click();
  await page.getByRole("button", { name: "修改" }).click();
  await heading(page, "核对信息");
  await page.getByRole("link", { name: "修改您现在住在哪里？" }).click();
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元502");
  await next(page).click();
  await heading(page, "核对信息");
  await see(page, "汉源国际丽城3幢2单元502");
  await confirm(page);
  await heading(page, "待发送");
  await context.setOffline(false);
  await heading(page, "已提交");
}));

test("filled and submitted with no signal, the tab killed, back online: one case", story({}, async ({ page, url, context }) => {
  await resident(page, url);
  await everything(page);
  await visit(page, url + NEW);
  await page.getByRole("button", { name: "开始填写" }).waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "开始填写" }).click();
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await photos(page);
  await confirm(page);
  await heading(page, "待发送");
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  next.setDefaultTimeout(PATIENCE);
  await visit(next, url);
  const cases = () => next.evaluate(async () => (await (await fetch("/api/apply/cases")).json()).cases.length);
  await until(cases, (n) => n === 1, "one case");
  await visit(next, `${url}/me/outbox`);
  await see(next, "已送达");
  assert.equal(await cases(), 1);
}));

test("received, the answer lost, then changed and sent again: refused in words, and the case is the first one", story({}, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  // The server has it; the phone never hears of that, and reaches nobody until it was changed.
  let received = false;
  await page.route("**/api/apply/cases", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    if (!received) await route.fetch();
    received = true;
    return route.abort();
  });
  await confirm(page);
  await heading(page, "待发送");
  // While it is being tried again it cannot be changed, and the page says so: then once more.
  const change = page.getByRole("button", { name: "修改", exact: true });
  await until(async () => {
    if (await change.isVisible()) await change.click();
    return page.getByRole("heading", { level: 1 }).textContent();
  }, (title) => title === "核对信息", "a draft again");
  await page.unroute("**/api/apply/cases");
  await page.getByRole("link", { name: "修改您现在住在哪里？" }).click();
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元502");
  await next(page).click();
  await heading(page, "核对信息");
  await confirm(page);
  await heading(page, "没有提交成功");
  await page.getByRole("link", { name: "看正在办的那一件" }).click();
  await heading(page, "我的办件");
  const cases = await page.evaluate(async () => (await (await fetch("/api/apply/cases")).json()).cases);
  assert.equal(cases.length, 1);
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
  await see(page, "已为您保存在本机");
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
  await see(page, "已为您保存在本机");
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
    if (versions.length > 1) return route.continue({ postData: JSON.stringify({ ...body, form_version: 2 }) });
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
  assert.deepEqual(versions, [2, 3]);
}));
