// 指南纠错: one report stays one report, and nothing that was written is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENCE, controlled, phone, see, settled, story, until, visit } from "../lib/app.mjs";
import { ITEM } from "../lib/pages.mjs";

const FORM = `${ITEM}/report`;
const noWorker = { phone: { serviceWorkers: "block" } };
const text = (page) => page.getByLabel("请说说哪里不对");
const send = (page) => page.getByRole("button", { name: "提交" });
const isReport = (request) => request.method() === "POST" && request.url().includes("/api/guide/");

test("an error report is stored once even with a double tap", story({}, async ({ page, url }) => {
  const posts = [];
  page.on("request", (r) => { if (isReport(r)) posts.push(r); });
  await visit(page, url + ITEM);
  await page.getByRole("link", { name: "内容有错？告诉我们" }).click();
  await page.getByRole("radio", { name: "地点、时间或电话不对" }).check();
  await text(page).fill("材料里少写了一寸照片");
  await send(page).evaluate((button) => { button.click(); button.click(); });
  await see(page, "已收到，谢谢您");
  const sent = posts.map((r) => r.postDataJSON());
  assert.equal(new Set(sent.map((b) => b.id)).size, 1);
  assert.deepEqual([sent[0].item_code, sent[0].kind, sent[0].text], ["SB-07", "place", "材料里少写了一寸照片"]);
  const answers = await Promise.all(posts.map(async (r) => (await (await r.response()).json()).received_at));
  assert.equal(new Set(answers).size, 1);
  await page.getByRole("link", { name: "返回事项" }).click();
  await page.getByRole("heading", { name: "要准备的材料" }).waitFor();
}));

test("a report whose answer was lost goes again by itself and stays one report", story(noWorker, async ({ page, url }) => {
  const ids = [];
  const answers = [];
  await page.route("**/api/guide/error-reports", async (route) => {
    ids.push(route.request().postDataJSON().id);
    const response = await route.fetch();
    answers.push((await response.json()).received_at);
    if (ids.length === 1) await route.abort(); else await route.fulfill({ response });
  });
  await visit(page, url + FORM);
  await text(page).fill("办理地点已经搬走了");
  await send(page).click();
  await until(() => answers.length, (n) => n === 1, "the first try");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await see(page, "已收到，谢谢您");
  assert.deepEqual([ids.length, new Set(ids).size, new Set(answers).size], [2, 1, 1]);
}));

test("an empty report says what to do and sends nothing", story({}, async ({ page, url }) => {
  let posts = 0;
  page.on("request", (r) => { if (isReport(r)) posts += 1; });
  await visit(page, url + FORM);
  await text(page).fill("   ");
  await send(page).click();
  await page.getByRole("alert").filter({ hasText: "请填写内容" }).waitFor();
  assert.equal(await text(page).getAttribute("aria-invalid"), "true");
  assert.equal(posts, 0);
}));

test("a report that is too long says how long it may be, and keeps every word", story({}, async ({ page, url }) => {
  await visit(page, url + FORM);
  await text(page).fill("错".repeat(301));
  const typed = await text(page).inputValue();
  if (typed.length <= 300) return assert.fail(`the field cut the text to ${typed.length} characters`);
  await send(page).click();
  await page.getByRole("alert").filter({ hasText: "最多300个字" }).waitFor();
  assert.equal(await text(page).inputValue(), typed);
}));

test("a report written offline waits, also over a closed tab, and goes by itself", story({}, async ({ page, url, context }) => {
  await visit(page, url + FORM);
  await text(page).fill("电话打不通");
  await controlled(page);
  await context.setOffline(true);
  await send(page).tap();
  await see(page, "已保存，等信号");
  await page.close();
  const again = await context.newPage();
  again.setDefaultTimeout(PATIENCE);
  await visit(again, `${url}/me/outbox`);
  await see(again, /^指南纠错：灵活就业/);
  const sent = again.waitForRequest(isReport);
  await context.setOffline(false);
  assert.equal((await sent).postDataJSON().text, "电话打不通");
  await see(again, "已送达");
  await visit(again, url + FORM);
  assert.equal(await text(again).inputValue(), "", "another report begins empty");
}));

test("what was typed but not sent is still there after a reload", story({}, async ({ page, url }) => {
  await visit(page, url + FORM);
  await text(page).fill("电话打不通");
  await page.reload();
  await settled(page);
  assert.equal(await text(page).inputValue(), "电话打不通");
}));

test("a mouse click on 提交 straight after typing is not swallowed by the bars that come back", story({}, async ({ page, url, context }) => {
  await visit(page, url + FORM);
  await text(page).fill("电话打不通");
  await context.setOffline(true);
  await send(page).click();
  await see(page, "已保存，等信号");
}));

test("the form says not to write personal data and the draft stays on this phone", story({}, async ({ page, url }) => {
  await visit(page, url + FORM);
  await see(page, "请不要写姓名、电话、证件号");
  await text(page).fill("看不懂第二条");
  const other = await phone();
  try {
    await visit(other.page, url + FORM);
    assert.equal(await text(other.page).inputValue(), "");
  } finally {
    await other.context.close();
  }
}));
