// Headings, titles, the way back, and the two kinds of browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { WECHATS, heading, story, tab, until, up, visit } from "../lib/app.mjs";
import { gate, noDatabase, noServiceWorker } from "../lib/broken.mjs";
import { ITEM, PAGES } from "../lib/pages.mjs";

test("each page has one visible h1, and its own title of at most 16 characters", story({}, async ({ page, url }) => {
  const titles = new Map();
  for (const [path, name] of [...PAGES, ["/guide/item/SB-05", "城乡居民基本养老保险注销登记与丧葬补助金申领"]]) {
    await visit(page, url + path);
    await heading(page, name);
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1, path);
    const title = await page.title();
    assert.match(title, /^.{1,16} - 云邻$/u, path);
    assert.ok(!titles.has(title), `${path} and ${titles.get(title)} share «${title}»`);
    titles.set(title, path);
  }
}));

test("the language and the zoom of every page are left to the reader", story({}, async ({ page, url }) => {
  await visit(page, url);
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
  const viewport = await page.locator("meta[name=viewport]").getAttribute("content");
  assert.doesNotMatch(viewport, /user-scalable|maximum-scale/);
  assert.match(viewport, /viewport-fit=cover/);
}));

test("back finds a long list where it was left, with its rows", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide/list`);
  await page.getByRole("button", { name: "加载更多" }).click();
  const row = page.locator("#page").getByRole("listitem").nth(45);
  await row.scrollIntoViewIfNeeded();
  const before = await until(() => page.evaluate(() => scrollY), (y) => y > 1000, "offset");
  await row.getByRole("link").click();
  await page.getByRole("heading", { name: "要准备的材料" }).waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.goBack();
  await row.waitFor();
  await until(() => page.evaluate(() => scrollY), (y) => Math.abs(y - before) <= 2, `offset ${before} after back`);
  await page.goForward();
  await page.getByRole("heading", { name: "要准备的材料" }).waitFor();
  await until(() => page.evaluate(() => scrollY), (y) => y === 0, "offset after forward");
}));

/** Lets the page draw so many frames. */
const frames = (page, n) => page.evaluate((n) => new Promise((done) => {
  const look = (left) => (left ? requestAnimationFrame(() => look(left - 1)) : done());
  look(n);
}), n);

/** A long list that was scrolled, reloaded on a phone that keeps nothing; its rows come when `open` is called. */
async function reloadedLate(page, url) {
  await page.addInitScript(noDatabase);
  await visit(page, `${url}/guide/list`);
  await page.getByRole("button", { name: "加载更多" }).click();
  const row = page.locator("#page").getByRole("listitem").nth(45);
  await row.scrollIntoViewIfNeeded();
  const before = await until(() => page.evaluate(() => scrollY), (y) => y > 1000, "offset");
  const { open, hold } = gate();
  await page.route("**/api/guide/catalogue", hold);
  const asked = page.waitForRequest("**/api/guide/catalogue");
  await page.reload();
  await asked;
  await up(page);
  // Two seconds of frames: longer than it takes to draw what is already there.
  await frames(page, 120);
  return { open, row, before };
}

test("a reload finds a long list where it was left, though its rows come late", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  const { open, row, before } = await reloadedLate(page, url);
  assert.ok(await page.evaluate(() => scrollY) < before);
  open();
  await row.waitFor();
  await until(() => page.evaluate(() => scrollY), (y) => Math.abs(y - before) <= 2, `offset ${before} after the reload`);
}));

test("a page that somebody touches while its rows are on their way stays where it is", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  const { open, row } = await reloadedLate(page, url);
  await page.getByRole("heading", { level: 1 }).filter({ visible: true }).tap();
  open();
  await row.waitFor();
  await frames(page, 30);
  assert.equal(await page.evaluate(() => scrollY), 0);
}));

test("a page opened anew in a tab that was here before starts at its top", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide/list`);
  await page.getByRole("button", { name: "加载更多" }).click();
  await page.locator("#page").getByRole("listitem").nth(45).scrollIntoViewIfNeeded();
  await until(() => page.evaluate(() => scrollY), (y) => y > 1000, "offset");
  await visit(page, url + ITEM);
  await page.getByRole("heading", { name: "要准备的材料" }).waitFor();
  const tall = await page.evaluate(() => new Promise((done) => {
    const look = (n) => (n ? requestAnimationFrame(() => look(n - 1)) : done([scrollY, document.documentElement.scrollHeight]));
    look(10);
  }));
  assert.ok(tall[1] > 2000, `${tall[1]} px`);
  assert.equal(tall[0], 0);
}));

test("back from three pages deep goes one step at a time, also by the button of the page", story({}, async ({ page, url }) => {
  await visit(page, url);
  await tab(page, "办事").click();
  await heading(page, "办事公示");
  await page.getByRole("main").getByRole("link", { name: /^148/ }).click();
  await heading(page, "全部事项");
  await page.getByRole("link", { name: /^最低生活保障申请/ }).click();
  await heading(page, "最低生活保障申请");
  const back = page.getByRole("button", { name: "返回" });
  await back.click();
  await heading(page, "全部事项");
  await back.click();
  await heading(page, "办事公示");
  await page.goBack();
  await heading(page, "云邻首页");
}));

test("返回 on a page that was opened from outside leads home", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  await page.getByRole("button", { name: "返回" }).click();
  await heading(page, "云邻首页");
  assert.equal(new URL(page.url()).pathname, "/");
}));

for (const [system, userAgent] of WECHATS) {
  test(`in WeChat of ${system} every page is the same, without a print button`, story({ phone: { userAgent } }, async ({ page, url, complaints }) => {
    if (system === "iOS") await page.addInitScript(noServiceWorker);
    for (const [path, name] of PAGES) {
      await visit(page, url + path);
      await heading(page, name);
    }
    await visit(page, url + ITEM);
    await page.getByRole("button", { name: "发给家人" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "打印" }).count(), 0);
    assert.deepEqual(complaints, []);
  }));
}

test("outside WeChat the item page can be printed", story({}, async ({ page, url }) => {
  await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
  await visit(page, url + ITEM);
  await page.getByRole("button", { name: "打印" }).click();
  assert.equal(await page.evaluate(() => window.printed), true);
}));
