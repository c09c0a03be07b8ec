// The outbox: what waits survives, goes once, goes only for the person who made it, and says honestly where it stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { kept as complete, see, story, until, visit } from "../lib/app.mjs";
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
  await see(page, "这台手机上有 1 份别人的草稿");
  assert.equal(await page.getByText("过期的").count(), 0, "nobody reads here what somebody else was about to do");
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
  await see(page, "这台手机上有 1 份别人的草稿");
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
  // What stays is the random mark of the device, which names nobody.
  assert.deepEqual((await context.cookies()).filter((c) => c.value).map((c) => c.name), ["__Host-yunlin-device"]);
}));

test("a guest on a shared phone reads how much there is, no names, and may wipe it", story(noWorker, async ({ page, context, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await context.clearCookies();
  const mine = await account(page);
  await plant(page, [report("甲的病历", { account: mine, state: { at: "draft" } }), report("甲的补贴", { account: mine, state: { at: "draft" } })]);
  for (const path of ["/me", OUTBOX, "/apply", "/me/sign-out"]) {
    await visit(page, url + path);
    await see(page, /这台手机上有 2 份别人的草稿/);
    assert.doesNotMatch(await page.locator("body").innerText(), /病历|补贴/, path);
  }
  await button(page, "放弃这些内容并退出").click();
  await see(page, "还没有登录");
  assert.deepEqual(Object.values((await kept(page)).own).flat(), []);
}));

test("signing out with no signal wipes the phone at once, and the session ends when the signal is back", story({}, async ({ page, context, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await complete(page);
  await plant(page, [report("没写完的", { account: await account(page), state: { at: "draft" } })]);
  await visit(page, `${url}/me/sign-out`);
  await see(page, "没写完的");
  await context.setOffline(true);
  await button(page, "放弃这些内容并退出").click();
  await see(page, "刚才没有连上网络");
  const { own, prefs } = await kept(page);
  assert.deepEqual(Object.values(own).flat(), []);
  assert.deepEqual(Object.keys(prefs).filter((k) => /account|outbox/.test(k)), []);
  const ended = page.waitForResponse((r) => r.request().method() === "POST" && r.url().includes("/api/identity/") && r.ok());
  await context.setOffline(false);
  await ended;
  await until(() => page.evaluate(() => localStorage.getItem("sign_out_waits")), (left) => left === null, "nothing is left to end");
  assert.equal(await page.evaluate(async () => (await fetch("/api/identity/me")).status), 401);
}));

test("a phone whose clock runs ahead by forty days drops no draft, and a deletion is announced", story(noWorker, async ({ page, url }) => {
  await page.goto(url + NO_APP);
  await plant(page, [report("时钟不准", { state: { at: "draft" } })]);
  await page.addInitScript(() => { const now = Date.now.bind(Date); Date.now = () => now() + 40 * 86_400_000; });
  await visit(page, url + OUTBOX);
  await until(() => page.evaluate(() => localStorage.getItem("clock_ahead")), Boolean, "the server's time is known");
  await page.reload();
  await stands(page, "时钟不准", "草稿");
  await see(page, /不再改动的话，\d+月\d+日自动从这部手机删除/);
  assert.equal((await kept(page)).own.outbox.length, 1);
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
