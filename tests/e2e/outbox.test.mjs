// The outbox: what waits survives, goes once, goes only for the person who made it, and says honestly where it stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { see, story, until, visit } from "../lib/app.mjs";
import { account, button, kept, plant, report, signIn } from "../lib/own.mjs";

const NUMBER = "13800138001";
const OUTBOX = "/me/outbox";
// Same origin, without the app: an app that is left while it sends may have sent, and the next one sends the same again.
const NO_APP = "/healthz";
const noWorker = { phone: { serviceWorkers: "block" } };
const isReport = (r) => r.method() === "POST" && r.url().includes("/api/guide/error-reports");
const watch = (page) => {
  const sent = [];
  page.on("request", (r) => { if (isReport(r)) sent.push(r.postDataJSON().id); });
  return sent;
};
const card = (page, title) => page.locator("section.card").filter({ has: page.getByRole("heading", { name: title }) });
const stands = (page, title, state) => card(page, title).getByText(state, { exact: true }).waitFor();

test("what waits goes by itself when the network is back, once", story(noWorker, async ({ page, context, url }) => {
  const sent = watch(page);
  await visit(page, url + OUTBOX);
  await context.setOffline(true);
  await plant(page, [report("楼道灯坏了")]);
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "我的" }).click();
  await page.getByRole("link", { name: /待发送/ }).click();
  await stands(page, "楼道灯坏了", "待发送");
  await context.setOffline(false);
  await stands(page, "楼道灯坏了", "已送达");
  await page.reload();
  await stands(page, "楼道灯坏了", "已送达");
  assert.equal(sent.length, 1);
}));

test("a killed tab loses nothing: the next start sends it", story(noWorker, async ({ page, context, url }) => {
  await page.goto(url + NO_APP);
  await plant(page, [report("门禁坏了")]);
  await page.close();
  const next = await context.newPage();
  const sent = watch(next);
  await visit(next, url);
  await until(() => sent.length, (n) => n === 1, "sent at the start");
  await visit(next, url + OUTBOX);
  await stands(next, "门禁坏了", "已送达");
}));

test("two tabs that flush at once send one thing once", story(noWorker, async ({ page, context, url }) => {
  await visit(page, url);
  const other = await context.newPage();
  await visit(other, url);
  // A tab that is left while it sends may have sent: both stay, a third one looks.
  const third = await context.newPage();
  const sent = [page, other, third].map(watch);
  await plant(page, [report("同一件事")]);
  await Promise.all([page, other].map((tab) => tab.evaluate(() => window.dispatchEvent(new Event("online")))));
  await visit(third, url + OUTBOX);
  await stands(third, "同一件事", "已送达");
  assert.equal(sent.flat().length, 1);
}));

test("a refused entry says why and does not hold up the others", story(noWorker, async ({ page, url }) => {
  await visit(page, url);
  const bad = report("坏的");
  bad.body.item_code = "XX-99";
  await plant(page, [bad, report("好的")]);
  await visit(page, url + OUTBOX);
  await stands(page, "坏的", "未成功");
  await stands(page, "好的", "已送达");
  await card(page, "坏的").getByText("改好后再发送").waitFor();
  await card(page, "坏的").getByRole("button", { name: "重新发送" }).waitFor();
}));

test("an entry of an expired session stays and goes after the same person signs in", story(noWorker, async ({ page, context, url }) => {
  const sent = watch(page);
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await context.clearCookies();
  await plant(page, [report("过期的", { account: await account(page) })]);
  await visit(page, url + OUTBOX);
  await stands(page, "过期的", "待发送");
  await see(page, "登录后自动发送");
  assert.deepEqual(sent, []);
  await signIn(page, url, NUMBER, { then: OUTBOX });
  await stands(page, "过期的", "已送达");
  assert.equal(sent.length, 1);
}));

test("trying in vain begins no new month: what waits for a sign-in is gone after thirty days", story(noWorker, async ({ page, context, url }) => {
  const sent = watch(page);
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await context.clearCookies();
  const mine = await account(page);
  await page.goto(url + NO_APP);
  await plant(page, [report("没有人登录", { account: mine })], 31 * 86_400_000);
  await plant(page, [report("还不到一个月", { account: mine })], 29 * 86_400_000);
  await visit(page, url + OUTBOX);
  await stands(page, "还不到一个月", "待发送");
  await until(async () => (await kept(page)).own.outbox.length, (n) => n === 1, "the old one is gone");
  assert.deepEqual(sent, []);
}));

test("on a shared phone nobody sees or sends what another one wrote", story(noWorker, async ({ page, context, url }) => {
  const sent = watch(page);
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await context.clearCookies();
  await plant(page, [report("第一个人的", { account: await account(page) })]);
  await signIn(page, url, "13800138002", { then: OUTBOX });
  await see(page, "没有草稿，也没有等着发送的内容");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.reload();
  await see(page, "没有草稿，也没有等着发送的内容");
  assert.deepEqual(sent, []);
  await context.clearCookies();
  await signIn(page, url, NUMBER, { then: OUTBOX });
  await stands(page, "第一个人的", "已送达");
}));

test("signing out asks first: give up, and the phone is clean", story(noWorker, async ({ page, url }) => {
  const sent = watch(page);
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await plant(page, [report("没写完的", { account: await account(page), state: { at: "draft" } })]);
  await visit(page, `${url}/me/sign-out`);
  await see(page, "没写完的");
  await button(page, "先发送，再退出").waitFor();
  await button(page, "放弃这些内容并退出").click();
  await see(page, "还没有登录");
  const { own, prefs } = await kept(page);
  assert.deepEqual(Object.values(own).flat(), []);
  assert.deepEqual(Object.keys(prefs).filter((k) => /account|outbox/.test(k)), []);
  assert.deepEqual(sent, []);
}));

test("signing out sends first when asked to", story(noWorker, async ({ page, context, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await page.route("**/api/guide/error-reports", (route) => route.abort());
  await plant(page, [report("先发这个", { account: await account(page) })]);
  await visit(page, `${url}/me/sign-out`);
  await button(page, "先发送，再退出").waitFor();
  await page.unroute("**/api/guide/error-reports");
  const sent = page.waitForResponse((r) => isReport(r.request()) && r.ok());
  await button(page, "先发送，再退出").click();
  await sent;
  await see(page, "还没有登录");
  assert.deepEqual((await context.cookies()).filter((c) => c.value), []);
}));

test("a deletion can be taken back", story(noWorker, async ({ page, url }) => {
  await visit(page, url);
  await plant(page, [report("留着", { state: { at: "draft" } })]);
  await visit(page, url + OUTBOX);
  await card(page, "留着").getByRole("button", { name: "删除" }).click();
  const undo = button(page, "撤销");
  await undo.waitFor();
  assert.ok(await undo.evaluate((b) => b === document.activeElement));
  await undo.click();
  await stands(page, "留着", "草稿");
  await card(page, "留着").getByRole("button", { name: "删除" }).click();
  await until(async () => (await kept(page)).own.outbox.length, (n) => n === 0, "gone for good");
}));

test("what waited for more than thirty days is sent, not dropped, when the phone is used again", story(noWorker, async ({ page, url }) => {
  await page.goto(url + NO_APP);
  await plant(page, [report("抽屉里的手机")], 31 * 86_400_000);
  await plant(page, [report("手机时间不准")], Date.now());
  const sent = watch(page);
  await visit(page, url + OUTBOX);
  await stands(page, "抽屉里的手机", "已送达");
  await stands(page, "手机时间不准", "已送达");
  assert.equal(sent.length, 2);
}));

test("a draft that is older than thirty days is gone at the next start", story(noWorker, async ({ page, url }) => {
  await visit(page, url);
  await plant(page, [report("新的秘密", { state: { at: "draft" } })]);
  await plant(page, [report("旧的", { state: { at: "draft" } })], 31 * 86_400_000);
  await visit(page, url);
  await until(async () => (await kept(page)).own.outbox.length, (n) => n === 1, "only the young one");
  await visit(page, url + OUTBOX);
  await stands(page, "新的秘密", "草稿");
}));
