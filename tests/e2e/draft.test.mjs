// A draft on the phone: it survives, it is sealed, and it goes with its person.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENCE, heading, see, story, visit } from "../lib/app.mjs";
import { kept } from "../lib/own.mjs";
import { picture, resident } from "../lib/people.mjs";
import { NEW, begin, debit, home, next, pay, photos, shot, work } from "../lib/sb07.mjs";

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
