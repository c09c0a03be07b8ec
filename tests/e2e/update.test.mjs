// A newer build: offered, never forced, and never mixed with the one that runs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { controlled, heading, kept, phone, see, settled, startServer, tab, until, up, visit } from "../lib/app.mjs";
import { FOREIGN_WASM, noServiceWorker } from "../lib/broken.mjs";
import { appFolder, killSwitch, publish, withdraw } from "../lib/builds.mjs";
import { ITEM } from "../lib/pages.mjs";

/** A story on a server whose app folder the test may publish into. */
const deployed = (options, run) => async () => {
  const app = await appFolder();
  const server = await startServer({ appDir: app.folder });
  const device = await phone(options);
  const loads = [];
  device.page.on("request", (r) => { if (r.isNavigationRequest()) loads.push(r.url()); });
  try {
    await run({ ...device, url: server.url, app, loads });
  } finally {
    await device.context.close();
    await server.stop();
    await app.remove();
  }
};

const build = (page) => page.locator("html").getAttribute("data-build");
const comeBack = (page) => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
const update = (page) => page.getByRole("button", { name: "点此更新" });
const mark = (page) => page.evaluate(() => { window.marked = true; });
const marked = (page) => page.evaluate(() => window.marked === true);

async function ready(page, url) {
  await visit(page, url);
  await kept(page);
  await controlled(page);
}

test("a newer build is offered, waits for the tap, and one reload brings it", deployed({}, async ({ page, url, app }) => {
  await ready(page, url);
  assert.equal(await build(page), app.first);
  await mark(page);
  await publish(app, "bbbbbbbbbbbb");
  await comeBack(page);
  await see(page, "有新版本");
  assert.equal(await marked(page), true);
  assert.equal(await build(page), app.first);

  let documents = 0;
  page.on("request", (r) => { if (r.isNavigationRequest()) documents += 1; });
  await update(page).click();
  await until(() => build(page).catch(() => null), (b) => b === "bbbbbbbbbbbb", "build after 点此更新");
  await up(page);
  assert.equal(await marked(page), false);
  assert.equal(documents, 1);
  assert.equal(await update(page).isVisible(), false);
  await tab(page, "办事").click();
  await heading(page, "办事公示");
  await until(() => page.evaluate(() => caches.keys()), (keys) => keys.join() === "shell-bbbbbbbbbbbb", "caches");
}));

test("a report that is being written survives the update", deployed({}, async ({ page, url, app }) => {
  await ready(page, `${url}${ITEM}/report`);
  await page.getByLabel("请说说哪里不对").fill("写到一半");
  await publish(app, "bbbbbbbbbbbb");
  await comeBack(page);
  await page.getByRole("button", { name: "提交" }).focus();
  await see(page, "有新版本");
  assert.equal(await page.getByLabel("请说说哪里不对").inputValue(), "写到一半");
  await update(page).click();
  await until(() => build(page).catch(() => null), (b) => b === "bbbbbbbbbbbb", "build after 点此更新");
  await settled(page);
  assert.equal(await page.getByLabel("请说说哪里不对").inputValue(), "写到一半");
}));

test("以后再说 puts the offer away and the old build goes on working", deployed({}, async ({ page, url, app }) => {
  await ready(page, url);
  await publish(app, "bbbbbbbbbbbb");
  await comeBack(page);
  await page.getByRole("button", { name: "以后再说" }).click();
  await update(page).waitFor({ state: "hidden" });
  await tab(page, "社区").click();
  await heading(page, "找到我的社区");
  assert.equal(await build(page), app.first);
}));

test("without a service worker the newer build is offered too", deployed({}, async ({ page, url, app }) => {
  await page.addInitScript(noServiceWorker);
  await visit(page, url);
  await publish(app, "bbbbbbbbbbbb");
  await comeBack(page);
  await see(page, "有新版本");
  assert.equal(await build(page), app.first);
  await update(page).click();
  await until(() => build(page).catch(() => null), (b) => b === "bbbbbbbbbbbb", "build after 点此更新");
  await up(page);
}));

test("nothing is offered while the build is the same", deployed({}, async ({ page, url }) => {
  await page.addInitScript(noServiceWorker);
  await visit(page, url);
  const asked = page.waitForResponse((r) => r.url().endsWith("/version.json"));
  let answered = false;
  asked.then(() => { answered = true; }, () => {});
  // The app begins to listen when it has nothing better to do.
  await until(async () => { await comeBack(page); return answered; }, Boolean, "the question for the newest build");
  await (await asked).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await update(page).isVisible(), false);
}));

test("a page whose build is gone from the server keeps opening its own rooms, after a reload too", deployed({}, async ({ page, url, app }) => {
  await ready(page, url);
  await publish(app, "bbbbbbbbbbbb");
  await withdraw(app, app.first);
  const foreign = [];
  page.on("request", (r) => { if (r.url().includes("/app/bbbbbbbbbbbb/")) foreign.push(r.url()); });
  await page.reload();
  await settled(page);
  assert.equal(await build(page), app.first);
  for (const [name, title] of [["办事", "办事公示"], ["社区", "找到我的社区"], ["我的", "我的"]]) {
    await tab(page, name).click();
    await heading(page, title);
  }
  assert.deepEqual(foreign, []);
}));

test("js of one build with wasm of another recovers in one reload", deployed({ serviceWorkers: "block" }, async ({ page, url, loads }) => {
  let served = 0;
  await page.route("**/app.wasm", (route) => {
    served += 1;
    return loads.length <= 1 ? route.fulfill({ contentType: "application/wasm", body: FOREIGN_WASM }) : route.continue();
  });
  await page.goto(url);
  await until(() => loads.length, (n) => n === 2, "loads");
  await up(page);
  assert.equal(loads.length, 2);
  assert.ok(served >= 2);
  assert.equal(await page.locator("html").getAttribute("data-fail"), null);
}));

test("a worker that keeps parts of two builds is dropped with its cache, and one reload brings a whole set", deployed({}, async ({ page, url, app, loads }) => {
  await ready(page, url);
  await page.evaluate(async ({ first, foreign }) => {
    const cache = await caches.open(`shell-${first}`);
    const wasm = new Response(new Uint8Array(foreign), { headers: { "content-type": "application/wasm" } });
    await cache.put(`/app/${first}/app.wasm`, wasm);
  }, { first: app.first, foreign: [...FOREIGN_WASM] });
  loads.length = 0;
  await page.reload();
  await until(() => loads.length, (n) => n === 2, "loads");
  await up(page);
  // What was broken is gone with its worker; the next one keeps a whole set again.
  await controlled(page);
  const size = () => page.evaluate(async (first) => (await (await (await caches.open(`shell-${first}`)).match(`/app/${first}/app.wasm`))?.arrayBuffer())?.byteLength ?? 0, app.first);
  await until(size, (n) => n > FOREIGN_WASM.length, "bytes of the kept wasm");
  await page.context().setOffline(true);
  await page.reload();
  await up(page);
  assert.equal(loads.length, 3);
}));

test("wasm that never fits ends in words, not in a reload loop", deployed({ serviceWorkers: "block" }, async ({ page, url, loads }) => {
  await page.route("**/app.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: FOREIGN_WASM }));
  await page.goto(url);
  await page.getByRole("link", { name: "重新加载" }).waitFor();
  assert.ok(loads.length <= 2, `${loads.length} loads`);
  await page.getByRole("link", { name: "办事公示" }).waitFor();
}));

test("cargo xtask kill-switch takes the worker off a phone that it broke, and undo brings it back", deployed({}, async ({ page, url, app }) => {
  await ready(page, url);
  await page.evaluate(async () => {
    for (const key of await caches.keys()) await (await caches.open(key)).put("/", new Response("<h1>broken</h1>", { headers: { "content-type": "text/html" } }));
  });
  await page.goto(`${url}/guide`);
  await see(page, "broken");
  await killSwitch(app);
  await page.goto(`${url}/guide`);
  const left = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length);
  await until(left, (n) => n === 0, "workers and caches");
  await visit(page, `${url}/guide`);
  await mark(page);
  await kept(page);
  await until(left, (n) => n === 0, "workers and caches after the app started");
  assert.equal(await marked(page), true);
  await killSwitch(app, "undo");
  await visit(page, `${url}/guide`);
  await controlled(page);
  assert.equal(await page.evaluate(() => caches.keys().then(String)), `shell-${app.first}`);
}));

test("a build that is published while the worker installs is not taken half", deployed({}, async ({ page, url, app }) => {
  await ready(page, url);
  await publish(app, "bbbbbbbbbbbb");
  await withdraw(app, "bbbbbbbbbbbb/app.wasm");
  const installed = page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const states = [];
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", (e) => states.push(e.target.state)));
    await registration.update().catch(() => {});
    while (!states.length) await new Promise((resolve) => requestAnimationFrame(resolve));
    return states;
  });
  assert.deepEqual(await installed, ["redundant"]);
  assert.equal(await update(page).isVisible(), false);
  await page.reload();
  await settled(page);
  assert.equal(await build(page), app.first);
}));
