// The whole story, both people: a freelancer applies from the sofa, a photo is unreadable, it is taken again, the
// social worker accepts, the bureau finishes, the result arrives and is rated.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, story, tab, until, visit } from "../lib/app.mjs";
import { ITEM_NAME } from "../lib/pages.mjs";
import { picture, resident } from "../lib/people.mjs";
import { confirm, fillAll } from "../lib/sb07.mjs";
import { accept, askForIdPhoto, colleague, grant, openByNumber } from "../lib/staff.mjs";

/** From the home page by thumb to the one case of the list. */
async function toMyCase(page, url) {
  await visit(page, url);
  await tab(page, "我的").click();
  await page.getByRole("link", { name: /^我的办件/ }).click();
  await heading(page, "我的办件");
  await page.getByRole("link", { name: new RegExp(`^${ITEM_NAME}`) }).click();
  await heading(page, ITEM_NAME);
}

test("the freelancer's story, both sides: applied, asked once, photographed again, accepted, granted, rated", story({}, async ({ page, url, complaints }) => {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();

  await askForIdPhoto(url, number);
  await toMyCase(page, url);
  await see(page, /^请补交：/);
  await see(page, /反光看不清，请重拍/);
  await page.getByRole("link", { name: "现在补交" }).click();
  await heading(page, "补交材料");
  await page.getByRole("button", { name: "补交", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "处需要修改" }).waitFor();
  await page.getByLabel(/拍照或从相册选/).setInputFiles(picture(800, 500));
  await page.getByRole("button", { name: "删除第1张" }).waitFor();
  await page.getByRole("button", { name: "补交", exact: true }).click();
  await heading(page, ITEM_NAME);
  await see(page, "已提交，正在看材料");
  await see(page, "您补交了材料");

  await accept(url, number);
  await toMyCase(page, url);
  await see(page, "已受理，正在办");
  await see(page, /区人社局/);

  await grant(url, number);
  await toMyCase(page, url);
  await see(page, "已登记，下月起按月缴费");
  await page.getByRole("link", { name: "评价这次办理" }).click();
  await heading(page, "评价这次办理");
  assert.equal(await page.getByRole("radio", { checked: true }).count(), 0, "nothing is preselected");
  await page.getByRole("button", { name: "提交评价" }).click();
  await see(page, /请先选一项/);
  await page.getByRole("radio", { name: "满意", exact: true }).check();
  await page.getByRole("button", { name: "提交评价" }).click();
  await heading(page, "谢谢您的评价");
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await see(page, "您的评价：满意");
  assert.equal(await page.getByRole("link", { name: "评价这次办理" }).count(), 0, "once");

  await visit(page, url);
  const news = page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: /我的.*\d+条新消息/ });
  await news.waitFor();
  await visit(page, `${url}/me/messages`);
  await until(() => page.getByRole("main").innerText(), (text) => /补/.test(text) && /已办成|办结|已受理/.test(text), "a message for each step");
  await until(() => news.count(), (n) => n === 0, "nothing is new any more");
  assert.deepEqual(complaints, []);
}));

test("催办 works once a day and says so", story({}, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await accept(url, number);
  await toMyCase(page, url);
  await page.getByRole("button", { name: "催办" }).click();
  await see(page, /已经提醒办理人/);
  await until(() => page.getByRole("button", { name: "催办" }).count(), (n) => n === 0, "not twice on one day");
  await see(page, "您催办了一次");
  await colleague(url, "ks-renshe", async (desk) => {
    await openByNumber(desk, url, number);
    await see(desk, /催办/);
  });
}));

test("a completion that waits goes by itself, and opening it again does not hold it back", story({}, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await askForIdPhoto(url, number);
  await toMyCase(page, url);
  await page.route("**/api/**/complete", (route) => route.abort());
  await page.getByRole("link", { name: "现在补交" }).click();
  await heading(page, "补交材料");
  const address = page.url();
  await page.getByLabel(/拍照或从相册选/).setInputFiles(picture(800, 500));
  await page.getByRole("button", { name: "删除第1张" }).waitFor();
  await page.getByRole("button", { name: "补交", exact: true }).click();
  await heading(page, "待发送");
  await page.goto(address);
  await heading(page, "待发送");
  await page.unroute("**/api/**/complete");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await heading(page, "已补交");
}));
