// The app when parts of it do not arrive, or the phone is too old for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WECHATS, heading, kept, see, settled, story, tab, until, up, visit } from "../lib/app.mjs";
import { gate } from "../lib/broken.mjs";

const noWorker = { phone: { serviceWorkers: "block" } };
const fail = (page) => page.locator("#fail");
const call = (page) => fail(page).getByRole("link", { name: "拨打 12345" });
const reload = (page) => fail(page).getByRole("link", { name: "重新加载" });
const isTrouble = (r) => r.method() === "POST" && new URL(r.url()).pathname === "/api/site/troubles";
/** What the next report to the operator says, once the server has taken it. */
const trouble = async (page) => {
  const request = await page.waitForRequest(isTrouble);
  assert.equal((await request.response()).status(), 201);
  return request.postDataJSON();
};
const chrome = (page) => page.evaluate(() => Number(/Chrome\/(\d+)/.exec(navigator.userAgent)[1]));
const tile = (page, name) => page.getByRole("main").getByRole("link", { name: new RegExp(`^${name}`) });

test("a wasm file that does not come: after 8 s words, a phone number, and the home page stays", story(noWorker, async ({ page, url }) => {
  const { open, hold } = gate();
  await page.clock.install();
  await page.route("**/app.wasm", hold);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await tile(page, "办事公示").waitFor();
  await page.clock.fastForward(2000);
  assert.equal(await reload(page).isVisible(), false);
  await page.clock.fastForward(6100);
  await reload(page).waitFor();
  assert.equal(await call(page).getAttribute("href"), "tel:12345");
  await see(page, "网络较慢，还没有打开");
  for (const name of ["办事公示", "社区名片"]) assert.equal(await tile(page, name).isVisible(), true);
  open();
  await up(page);
  await reload(page).waitFor({ state: "hidden" });
}));

test("a blocked wasm file ends in words within 8 s, also on a deep link", story(noWorker, async ({ page, url }) => {
  await page.route("**/app.wasm", (route) => route.abort());
  for (const path of ["/", "/guide/item/SB-07"]) {
    const start = Date.now();
    await page.goto(url + path);
    await reload(page).waitFor();
    assert.ok(Date.now() - start < 8500);
    assert.equal(await call(page).isVisible(), true);
    // Eight seconds in, the modules and the names stand there too, whatever the address is.
    await tile(page, "办事公示").waitFor();
    await page.getByText("最低生活保障申请").first().waitFor();
  }
  await page.unroute("**/app.wasm");
  await reload(page).click();
  await heading(page, /灵活就业/);
}));

test("a blocked app.js ends in words after 8 s", story(noWorker, async ({ page, url }) => {
  await page.clock.install();
  await page.route("**/app.js", (route) => route.abort());
  await page.goto(url);
  await page.clock.fastForward(8100);
  await reload(page).waitFor();
  assert.equal(await call(page).isVisible(), true);
}));

for (const path of ["/", "/guide/item/SB-07"]) {
  test(`a phone without WebAssembly shows all 148 names and the phones at ${path}, and no error`, story({}, async ({ page, url, complaints }) => {
    await page.addInitScript(() => { delete window.WebAssembly; });
    const loads = [];
    page.on("request", (r) => { if (r.isNavigationRequest()) loads.push(r.url()); });
    await page.goto(url + path, { waitUntil: "networkidle" });
    await page.getByRole("heading", { name: "全部事项名称" }).waitFor();
    const names = page.getByRole("heading", { name: "全部事项名称" }).locator("..").getByRole("listitem");
    assert.equal(await names.filter({ visible: true }).count(), 148);
    await see(page, "SB-07 灵活就业人员养老保险参保登记");
    assert.equal(await call(page).isVisible(), true);
    assert.equal(await page.getByRole("link", { name: /^120 急救/ }).getAttribute("href"), "tel:120");
    assert.equal(loads.length, 1);
    assert.deepEqual(complaints, []);
  }));
}

test("a phone whose WebAssembly lacks what we need is told so", story({}, async ({ page, url }) => {
  await page.addInitScript(() => {
    const old = () => Promise.reject(new WebAssembly.CompileError("unknown opcode"));
    Object.assign(WebAssembly, { validate: () => false, compile: old, compileStreaming: old, instantiate: old, instantiateStreaming: old });
  });
  const told = trouble(page);
  await page.goto(url);
  await see(page, "您的手机暂时打不开完整版");
  await see(page, "MZ-01 最低生活保障申请");
  assert.deepEqual(await told, { kind: "old", id: "0", surface: "browser", chrome: await chrome(page), elder: false });
}));

for (const [system, userAgent, chromium] of WECHATS) {
  test(`a page that is not up after twenty seconds in WeChat of ${system} is told to the operator once, without a word about who`, story({ phone: { serviceWorkers: "block", userAgent } }, async ({ page, url }) => {
    let count = 0;
    page.on("request", (r) => { if (isTrouble(r)) count += 1; });
    await page.addInitScript(() => localStorage.setItem("ui_mode", "elder"));
    await page.clock.install();
    await page.route("**/app.wasm", gate().hold);
    const told = trouble(page);
    await page.goto(url, { waitUntil: "domcontentloaded" });
    await page.clock.fastForward(8100);
    await reload(page).waitFor();
    assert.equal(count, 0);
    await page.clock.fastForward(12_000);
    assert.deepEqual(await told, { kind: "slow", id: "0", surface: "wechat", chrome: chromium, elder: true });
    await page.clock.fastForward(60_000);
    assert.equal(count, 1);
  }));
}

/** Waits until the element stands within the screen. */
const inSight = (locator) =>
  until(() => locator.evaluate((e) => { const { top, bottom } = e.getBoundingClientRect(); return top > -1 && bottom <= innerHeight; }), Boolean, "in sight");
const HALL_PHONES = ["000-0000-0101", "000-0000-0102", "000-0000-0103", "000-0000-0104"];
const CANNOT_RUN = {
  "whose wasm file is blocked": (page) => page.route("**/app.wasm", (route) => route.abort()),
  "without WebAssembly": (page) => page.addInitScript(() => { delete window.WebAssembly; }),
};
for (const [name, broken] of Object.entries(CANNOT_RUN)) {
  test(`on a phone ${name} halls stand with phone and hours, and a tap on a tile leads to them, not nowhere`, story(noWorker, async ({ page, url }) => {
    await broken(page);
    await page.goto(url);
    const halls = page.getByRole("heading", { name: "社区大厅" });
    await halls.waitFor();
    const cards = halls.locator("..").getByRole("listitem");
    assert.equal(await cards.count(), HALL_PHONES.length);
    for (const phone of HALL_PHONES) assert.equal(await cards.getByRole("link", { name: phone }).getAttribute("href"), `tel:${phone}`);
    assert.match(await cards.first().innerText(), /汉源社区党群服务中心[^]*东至新元大道[^]*小区：汉源国际丽城[^]*周一至周五 09:00–17:30/);

    const loads = [];
    page.on("request", (r) => { if (r.isNavigationRequest()) loads.push(r.url()); });
    const whatNow = page.getByRole("heading", { name: "功能点不开怎么办" });
    for (const tap of ["办事公示", "社区名片"]) {
      await tile(page, tap).click();
      await inSight(whatNow);
      assert.equal(await whatNow.evaluate((e) => e === document.activeElement), true);
    }
    await page.getByRole("link", { name: "看事项名称" }).click();
    await inSight(page.getByRole("heading", { name: "全部事项名称" }));
    await fail(page).getByRole("link", { name: "社区电话" }).click();
    await inSight(halls);
    assert.deepEqual(loads.filter((u) => !u.includes("#")), []);
  }));
}

test("a tap while nothing of the static page has come leads to the words about it", story(noWorker, async ({ page, url }) => {
  await page.clock.install();
  for (const file of ["app.wasm", "names.html"]) await page.route(`**/${file}`, gate().hold);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.clock.fastForward(8100);
  await reload(page).waitFor();
  await page.getByRole("link", { name: /^120 急救/ }).scrollIntoViewIfNeeded();
  await tab(page, "办事").click();
  await inSight(reload(page));
  await see(page, "网络较慢，还没有打开");
}));

test("without scripts the names of all items and the phones can be read", story({ phone: { javaScriptEnabled: false } }, async ({ page, url }) => {
  for (const path of ["/", "/guide"]) {
    await page.goto(url + path);
    assert.match(await page.locator("noscript p.card").innerText(), /没有开启网页脚本/);
    assert.equal(await page.getByRole("link", { name: /^12345 政务热线/ }).isVisible(), true);
    await page.getByRole("link", { name: "全部事项名称" }).click();
    const name = page.getByText("SB-07 灵活就业人员养老保险参保登记");
    assert.equal(await name.isVisible(), true, `names from ${path}`);
    assert.equal(await page.getByRole("link", { name: HALL_PHONES[0] }).getAttribute("href"), `tel:${HALL_PHONES[0]}`);
  }
}));

const STREAMING = {
  "streaming is refused": () => { for (const f of ["compileStreaming", "instantiateStreaming"]) WebAssembly[f] = () => Promise.reject(new TypeError("refused")); },
  "streaming is absent": () => { for (const f of ["compileStreaming", "instantiateStreaming"]) delete WebAssembly[f]; },
};
for (const [name, script] of Object.entries(STREAMING)) {
  test(`the app starts where ${name}`, story({}, async ({ page, url, complaints }) => {
    await page.addInitScript(script);
    await visit(page, `${url}/guide`);
    await see(page, "按人生大事找");
    assert.deepEqual(complaints, []);
  }));
}

test("the app starts where a proxy changed the type of the wasm files", story(noWorker, async ({ page, url }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-type": "application/octet-stream" } });
  });
  await visit(page, `${url}/guide`);
  await see(page, "按人生大事找");
}));

for (const file of ["guide.wasm", "shared.pack"]) {
  test(`a room whose ${file} fails once opens all the same`, story(noWorker, async ({ page, url }) => {
    let failures = 0;
    await page.route(`**/${file}`, (route) => (failures++ ? route.continue() : route.abort()));
    await visit(page, `${url}/guide`);
    await see(page, "按人生大事找");
    assert.ok(failures >= 2);
  }));
}

test("a room that never arrives says so, the other rooms open, and 重试 works when it is back", story(noWorker, async ({ page, url }) => {
  await page.route("**/guide.wasm", (route) => route.abort());
  await page.goto(url);
  await up(page);
  await tab(page, "办事").click();
  await heading(page, "这一页没有打开");
  await see(page, /12345/);
  await tab(page, "社区").click();
  await heading(page, "找到我的社区");
  await tab(page, "我的").click();
  await heading(page, "我的");
  await tab(page, "办事").click();
  await heading(page, "这一页没有打开");
  await page.unroute("**/guide.wasm");
  await page.getByRole("main").getByRole("button", { name: "重试" }).click();
  await heading(page, "办事公示");
}));

test("a room whose request hangs is given up after two tries of 20 s, and 重试 opens it", story(noWorker, async ({ page, url }) => {
  let asked = 0;
  await page.clock.install();
  await page.route("**/guide.wasm", (route) => { asked += 1; return gate().hold(route); });
  await page.goto(url);
  await up(page);
  await tab(page, "办事").click();
  await until(() => asked, (n) => n === 1, "first try");
  await page.clock.fastForward(15_000);
  await page.getByRole("status").filter({ hasText: "正在加载" }).waitFor({ state: "attached" });
  assert.equal(asked, 1);
  await page.clock.fastForward(5_100);
  await until(() => asked, (n) => n === 2, "second try");
  await page.clock.fastForward(20_100);
  await heading(page, "这一页没有打开");
  await page.unroute("**/guide.wasm");
  await page.getByRole("main").getByRole("button", { name: "重试" }).click();
  await heading(page, "办事公示");
}));

/** Waits until the app has asked for its wasm and its styles. */
const asking = (page) => page.locator('link[rel="stylesheet"][href$="pages.css"]').waitFor({ state: "attached" });

test("a wasm request that hangs is made again after 20 s, on the same page", story(noWorker, async ({ page, url }) => {
  let loads = 0;
  page.on("request", (r) => { if (r.isNavigationRequest()) loads += 1; });
  let hangs = true;
  await page.clock.install();
  await page.route("**/app.wasm", (route) => (hangs ? gate().hold(route) : route.continue()));
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await asking(page);
  hangs = false;
  await page.clock.fastForward(20_100);
  await up(page);
  assert.equal(loads, 1);
}));

test("a wasm request that hangs twice ends in words, without a reload", story(noWorker, async ({ page, url, complaints }) => {
  let loads = 0;
  page.on("request", (r) => { if (r.isNavigationRequest()) loads += 1; });
  await page.clock.install();
  await page.route("**/app.wasm", gate().hold);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await asking(page);
  await page.clock.fastForward(20_100);
  await until(async () => { await page.clock.fastForward(20_100); return complaints.filter((c) => c.includes("AbortError")); }, (c) => c.length === 1, "given up");
  await reload(page).waitFor();
  assert.equal(loads, 1);
}));

test("styles whose request hangs do not keep the app from starting", story(noWorker, async ({ page, url }) => {
  await page.clock.install();
  await page.route("**/pages.css", gate().hold);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await asking(page);
  await page.clock.fastForward(20_100);
  await up(page);
}));

test("a room that is slow shows a skeleton, never an empty page", story(noWorker, async ({ page, url }) => {
  const { open, hold } = gate();
  await page.route("**/community.wasm", hold);
  await page.goto(url);
  await up(page);
  await tab(page, "社区").click();
  await page.getByRole("status").filter({ hasText: "正在加载" }).waitFor({ state: "attached" });
  open();
  await heading(page, "找到我的社区");
}));

test("a tap before the app is up is shown at once and honoured once", story(noWorker, async ({ page, url }) => {
  const { open, hold } = gate();
  await page.route("**/app.wasm", hold);
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await tile(page, "社区名片").tap();
  await tile(page, "办事公示").tap();
  const look = (name) => () => tile(page, name).evaluate((a) => getComputedStyle(a).filter);
  await until(look("办事公示"), (filter) => filter.includes("brightness"), "the tapped tile looks pressed");
  await until(look("社区名片"), (filter) => filter === "none", "the tile tapped before no longer does");
  const before = await page.evaluate(() => history.length);
  open();
  await heading(page, "办事公示");
  await see(page, "按人生大事找");
  assert.equal(await page.evaluate(() => history.length), before + 1);
  await page.goBack();
  await tile(page, "办事公示").waitFor();
  await until(look("办事公示"), (filter) => filter === "none", "the tile no longer looks pressed");
}));

test("a deep link never flashes the home page", story(noWorker, async ({ page, url }) => {
  await page.addInitScript(() => {
    window.frames_ = [];
    const look = () => {
      const home = document.getElementById("home");
      if (home) window.frames_.push(home.getClientRects().length > 0);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const { open, hold } = gate();
  await page.route("**/app.wasm", hold);
  await page.goto(`${url}/guide/item/SB-07`, { waitUntil: "domcontentloaded" });
  await until(() => page.evaluate(() => window.frames_.length), (n) => n > 5, "frames before the app");
  open();
  await settled(page);
  assert.equal(await page.evaluate(() => window.frames_.some(Boolean)), false);
}));

test("an unknown address has its page, with ways on", story({}, async ({ page, url }) => {
  await visit(page, `${url}/no/such/page`);
  await heading(page, "没有这个页面");
  await page.getByRole("main").getByRole("link", { name: "搜索" }).click();
  await heading(page, "搜索");
  await page.goBack();
  await page.getByRole("main").getByRole("link", { name: "首页" }).click();
  await tile(page, "办事公示").waitFor();
}));

test("a crash becomes a readable page with an id and ways on", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide`);
  const told = trouble(page);
  await page.evaluate(() => window.yunlin.fail("P7K2MX"));
  await see(page, "页面出错了");
  await see(page, "P7K2MX");
  // What ends the app comes right after what told why: the number to read out stays the one in the log.
  await page.evaluate(() => window.dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
  await see(page, "P7K2MX");
  const { kind, id } = await told;
  assert.deepEqual([kind, id], ["crash", "P7K2MX"]);
  assert.equal(await page.getByRole("heading", { name: "办事公示" }).isVisible(), false);
  await reload(page).click();
  await settled(page);
  await heading(page, "办事公示");
  await page.evaluate(() => window.yunlin.fail("P7K2MX"));
  await fail(page).getByRole("link", { name: "返回首页" }).click();
  await tile(page, "办事公示").waitFor();
}));

test("?panic=1 ends the app of a demonstration: the number on the screen is the one that is told, and every way on works", story({}, async ({ page, url, complaints }) => {
  const told = trouble(page);
  await page.goto(`${url}/guide?panic=1`);
  await see(page, "页面出错了");
  const { kind, id } = await told;
  assert.equal(kind, "crash");
  assert.match(id, /^P[2-9A-Z]{5}$/);
  await see(page, id);
  assert.ok(complaints.some((c) => c.includes(id) && c.includes("panic=1")));
  assert.equal(await page.getByRole("heading", { name: "办事公示" }).isVisible(), false);
  await tab(page, "社区").click();
  await heading(page, "找到我的社区");
  assert.equal(await call(page).isVisible(), false);
}));

test("?panic=1 does nothing where residents are served", story({ server: { env: { YUNLIN_DEMO_DATA: "false" } } }, async ({ page, url }) => {
  await visit(page, `${url}/guide?panic=1`);
  await kept(page);
  await tab(page, "社区").click();
  await heading(page, "找到我的社区");
}));
