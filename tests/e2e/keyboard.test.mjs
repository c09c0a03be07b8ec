// With a keyboard or a screen reader only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, story, tab, until, visit } from "../lib/app.mjs";
import { ITEM, ITEM_NAME } from "../lib/pages.mjs";

const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  return (e.getAttribute("aria-label") || e.textContent || "").trim();
});

/** Presses Tab until the focus is on what is wanted. */
async function tabTo(page, wanted, most = 60) {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    if (wanted.test(await focused(page))) return;
  }
  assert.fail(`${wanted} cannot be reached by Tab; focus ended on «${await focused(page)}»`);
}

test("search, results and an item can be used by keyboard alone", story({}, async ({ page, url }) => {
  await visit(page, url);
  await tabTo(page, /^说说您要办什么$/);
  await page.keyboard.press("Enter");
  await page.getByLabel("说说您要办什么").waitFor();
  await until(() => focused(page), (t) => t === "说说您要办什么", "focus in the field");
  await page.keyboard.type("没单位怎么交社保");
  await page.getByRole("link", { name: new RegExp(`^${ITEM_NAME}`) }).waitFor();
  await tabTo(page, new RegExp(`^${ITEM_NAME}`));
  await page.keyboard.press("Enter");
  await heading(page, ITEM_NAME);
  await page.getByRole("checkbox", { name: /居民身份证/ }).waitFor();
  const box = page.getByRole("checkbox").first();
  for (let i = 0; i < 40 && !(await box.evaluate((e) => e === document.activeElement)); i += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.equal(await box.isChecked(), true);
}));

for (const path of ["/", "/guide", ITEM]) {
  test(`the first stop at ${path} jumps to the content`, story({}, async ({ page, url }) => {
    await visit(page, url + path);
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "跳到正文");
    const box = await page.getByRole("link", { name: "跳到正文" }).boundingBox();
    assert.ok(box.y >= 0, "the link shows when it has the focus");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const inMain = await page.evaluate(() => {
      const main = document.activeElement.closest("main");
      return Boolean(main?.getClientRects().length);
    });
    assert.equal(inMain, true, `focus on «${await focused(page)}»`);
    assert.equal(new URL(page.url()).pathname, path);
  }));
}

test("each new page moves the focus to its heading and says its name", story({}, async ({ page, url }) => {
  await visit(page, url);
  const arrived = async (title) => {
    await heading(page, title);
    await until(() => focused(page), (t) => t === title, "focus");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
    return page.locator("#live").textContent();
  };
  await tab(page, "办事").click();
  assert.equal(await arrived("办事公示"), "办事公示");
  await page.getByRole("main").getByRole("link", { name: /^148/ }).click();
  assert.equal(await arrived("全部事项"), "全部事项");
  await page.getByRole("link", { name: /^最低生活保障申请/ }).click();
  assert.equal(await arrived("最低生活保障申请"), "最低生活保障申请");
  await tab(page, "我的").click();
  assert.equal(await arrived("我的"), "我的");
  await tab(page, "首页").click();
  assert.match(await arrived("云邻首页"), /首页/);
  assert.equal(await page.locator("#live").getAttribute("aria-live"), "polite");
}));

test("a twin of an item opens as a page of its own, with focus and title", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  await page.getByRole("link", { name: "灵活就业人员职工医保参保登记", exact: true }).click();
  await until(() => page.url(), (u) => u.endsWith("/guide/item/YB-04"), "address");
  await until(() => page.evaluate(() => document.activeElement.tagName), (t) => t === "H1", "focus");
  assert.notEqual(await focused(page), ITEM_NAME);
  await page.goBack();
  await heading(page, ITEM_NAME);
}));

test("focus can be seen on every stop of the home page and is not under the bars", story({}, async ({ page, url }) => {
  await visit(page, url);
  const hidden = [];
  for (let i = 0; i < 25; i += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const e = document.activeElement;
      const r = e.getBoundingClientRect();
      const bar = document.querySelector("nav.tabs").getBoundingClientRect();
      const style = getComputedStyle(e);
      return { name: e.textContent.trim().slice(0, 20), ring: style.outlineStyle !== "none", under: !e.closest("nav") && r.top >= bar.top && r.top < innerHeight, body: e === document.body };
    });
    if (!stop.body && (!stop.ring || stop.under)) hidden.push(stop);
  }
  assert.deepEqual(hidden, []);
}));
