// Reading without a signal: with a service worker over a reload, without one in the open page, and with storage refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { controlled, heading, kept, see, settled, story, tab, until, visit } from "../lib/app.mjs";
import { fullDatabase, fullPreferences, gate, noDatabase, noPreferences, noServiceWorker } from "../lib/broken.mjs";
import { ITEM, ITEM_NAME } from "../lib/pages.mjs";

const AS_OF = /离线内容，更新于.*\d{1,2}:\d{2}/;

/** One visit with a signal, long enough to bring everything onto the phone. */
async function firstVisit(page, url) {
  await visit(page, url);
  await kept(page);
  if (await page.evaluate(() => "serviceWorker" in navigator)) await controlled(page);
}

/** No signal at all: the radio is off and the server is gone. */
async function cutOff(context, server) {
  await context.setOffline(true);
  await server.stop();
}

/** Walks through every room by taps and reads something in each. */
async function readEverything(page) {
  await tab(page, "办事").click();
  await heading(page, "办事公示");
  await see(page, "按人生大事找");
  await page.getByRole("main").getByRole("link", { name: /^148/ }).click();
  await see(page, "148项");
  await tab(page, "首页").click();
  await page.getByRole("link", { name: "说说您要办什么" }).click();
  await page.getByLabel("说说您要办什么").fill("没单位怎么交社保");
  await page.getByRole("main").getByRole("link", { name: new RegExp(`^${ITEM_NAME}`) }).tap();
  await heading(page, ITEM_NAME);
  await see(page, "灵活就业人员参保登记表");
  await tab(page, "社区").click();
  await page.getByRole("link", { name: /^汉源社区/ }).click();
  await see(page, "新元大道");
  await tab(page, "我的").click();
  await page.getByRole("button", { name: "打开长辈版" }).waitFor();
  await page.getByRole("link", { name: "隐私政策" }).click();
  await heading(page, "隐私政策");
}

test("after one visit everything can be read offline over a reload", story({}, async ({ page, url, context, server }) => {
  await firstVisit(page, url);
  await cutOff(context, server);
  await page.reload();
  await settled(page);
  await see(page, "打电话问一问");
  await see(page, "现在没有网络");
  await readEverything(page);
}));

for (const [path, text] of [["/guide/list", "148项"], [ITEM, "灵活就业人员参保登记表"], ["/community/hanyuan", "新元大道"], ["/guide", "按人生大事找"]]) {
  test(`a cold deep link to ${path} opens offline and says how old it is`, story({}, async ({ page, url, context, server }) => {
    await firstVisit(page, url);
    await cutOff(context, server);
    await visit(page, url + path);
    await see(page, text);
    await see(page, AS_OF);
  }));
}

test("search works offline from a cold start", story({}, async ({ page, url, context, server }) => {
  await firstVisit(page, url);
  await cutOff(context, server);
  await visit(page, `${url}/search?q=${encodeURIComponent("没单位怎么交社保")}`);
  await page.getByRole("link", { name: new RegExp(`^${ITEM_NAME}`) }).waitFor();
  await see(page, AS_OF);
}));

test("a dead connection that looks alive shows kept content as offline too", story({}, async ({ page, url, server }) => {
  await firstVisit(page, url);
  await server.stop();
  await visit(page, url + ITEM);
  assert.equal(await page.evaluate(() => navigator.onLine), true);
  await see(page, "灵活就业人员参保登记表");
  await see(page, AS_OF);
}));

test("an item shown from the phone is marked as offline once the server turns out to be unreachable", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  await visit(page, url);
  await kept(page);
  const { open, opened } = gate();
  await page.route("**/api/**", async (route) => { await opened; await route.abort(); });
  await visit(page, url + ITEM);
  await see(page, "灵活就业人员参保登记表");
  open();
  await see(page, AS_OF);
}));

test("content is not called offline while the server answers", story({}, async ({ page, url }) => {
  await firstVisit(page, url);
  const answered = page.waitForResponse((r) => r.url().endsWith("/api/guide/catalogue"));
  await page.goto(`${url}/guide/list`);
  await answered;
  await settled(page);
  await see(page, "148项");
  assert.equal(await page.getByText("离线内容").count(), 0);
}));

test("the open page reads everything offline with no service worker", story({}, async ({ page, url, context, server }) => {
  await page.addInitScript(noServiceWorker);
  await firstVisit(page, url);
  await cutOff(context, server);
  await see(page, "现在没有网络");
  await readEverything(page);
}));

test("the notice about the lost network goes away when it is back", story({}, async ({ page, url, context }) => {
  await visit(page, url);
  await context.setOffline(true);
  await see(page, "现在没有网络");
  await context.setOffline(false);
  await page.getByText("现在没有网络").waitFor({ state: "hidden" });
}));

test("nothing kept and no network: says what to do, and 重试 works when the network is back", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  await page.route("**/api/**", (route) => route.abort());
  await page.goto(`${url}/guide/list`);
  const retry = page.getByRole("main").getByRole("button", { name: "重试" });
  await retry.waitFor();
  await see(page, /12345/);
  await page.unroute("**/api/**");
  await retry.click();
  await see(page, "148项");
}));

for (const [name, refuse] of [["the database is refused", noDatabase], ["the database is full", fullDatabase]]) {
  test(`the app runs, and the open page reads offline, when ${name}`, story({ phone: { serviceWorkers: "block" } }, async ({ page, url, context, server, complaints }) => {
    await page.addInitScript(refuse);
    const texts = page.waitForResponse((r) => r.url().endsWith("/api/guide/texts"));
    await visit(page, `${url}/guide/list`);
    await (await texts).finished();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    assert.deepEqual(complaints.filter((c) => !c.includes("ServiceWorker")), []);
    await cutOff(context, server);
    await page.getByRole("link", { name: /^最低生活保障申请/ }).click();
    await heading(page, "最低生活保障申请");
    await page.getByRole("heading", { name: "要准备的材料" }).waitFor();
  }));
}

for (const [name, refuse] of [["full", fullPreferences], ["refused", noPreferences]]) {
  test(`every control works for this visit when preferences are ${name}`, story({}, async ({ page, url, complaints }) => {
    await page.addInitScript(refuse);
    await visit(page, url);
    await page.getByRole("button", { name: "长辈版", exact: true }).click();
    assert.equal(await page.locator("html").getAttribute("data-mode"), "elder");
    await visit(page, url + ITEM);
    await page.getByRole("checkbox", { name: /居民身份证/ }).check();
    await see(page, "已备 1 / 5");
    await page.getByRole("button", { name: "收藏" }).click();
    await visit(page, `${url}/community/hanyuan`);
    await page.getByRole("button", { name: "设为我的社区" }).click();
    await see(page, "这是我的社区");
    assert.deepEqual(complaints, []);
  }));
}

test("a phone that lost its data between two visits starts anew", story({}, async ({ page, url }) => {
  await firstVisit(page, url);
  await page.evaluate(() => new Promise((resolve) => { const r = indexedDB.deleteDatabase("yunlin"); r.onsuccess = resolve; r.onblocked = resolve; }));
  await visit(page, url + ITEM);
  await see(page, "灵活就业人员参保登记表");
  await kept(page);
  await until(() => page.getByText("离线内容").count(), (n) => n === 0, "no offline line");
}));
