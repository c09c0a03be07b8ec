// 社区名片: everybody finds their community, and no figure is made up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, settled, story, tab, visit } from "../lib/app.mjs";

const field = (page) => page.getByLabel("小区、路名或楼栋");
const hits = (page) => page.getByRole("main").getByRole("status").getByRole("link");

test("a community is found by the name of an estate", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community`);
  await field(page).fill("月桥花院");
  await page.getByRole("link", { name: /月桥花院.*属于汉源社区/ }).tap();
  await heading(page, "汉源社区");
  await see(page, "新元大道");
  await see(page, "4979户（来源：2020年1月新闻报道）");
}));

test("a community is found by an estate that many spell otherwise", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community`);
  await field(page).fill("月桥花园");
  await page.getByRole("link", { name: /月桥花院.*属于汉源社区/ }).waitFor();
}));

test("a community is found by a road that two communities share", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community`);
  await field(page).fill("昆仑大道");
  await page.getByRole("link", { name: /^汉源社区.*昆仑大道是它的边界/ }).waitFor();
  await page.getByRole("link", { name: /^太行路社区.*昆仑大道是它的边界/ }).waitFor();
  assert.equal(await page.getByRole("link", { name: /昆仑大道是它的边界/ }).count(), 2);
}));

test("a community is found by a building and a room", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community`);
  await field(page).fill("泊林公馆二期3幢2单元501");
  const hit = page.getByRole("link", { name: /^泊林公馆二期.*属于太行路社区/ });
  await hit.waitFor();
  assert.equal(await page.getByRole("link", { name: /属于太行路社区/ }).count(), 1);
  await hit.tap();
  await heading(page, "太行路社区");
  await see(page, "7名（来源：2020年1月新闻报道）");
}));

test("what was typed stands in the address and survives reload and back", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community`);
  await field(page).fill("峨眉路");
  await page.getByRole("link", { name: /峨眉路是它的边界/ }).waitFor();
  await page.reload();
  await settled(page);
  assert.equal(await field(page).inputValue(), "峨眉路");
  await page.getByRole("link", { name: /峨眉路是它的边界/ }).tap();
  await heading(page, "太行路社区");
  await page.goBack();
  await page.getByRole("link", { name: /峨眉路是它的边界/ }).waitFor();
  assert.equal(await field(page).inputValue(), "峨眉路");
}));

test("a community without published data says so and invents nothing", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community/hanfeng`);
  await heading(page, "汉风社区");
  const bounds = page.getByRole("heading", { name: "服务范围" }).locator("..");
  assert.match(await bounds.textContent(), /暂无公布资料/);
  const about = page.getByRole("heading", { name: "社区概况" }).locator("..");
  const values = await about.getByRole("definition").allTextContents();
  assert.ok(values.length >= 3);
  assert.deepEqual([...new Set(values)], ["暂无公布资料"]);
}));

test("a made-up phone number is marked as such and can be called", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community/longhuxi`);
  const call = page.getByRole("link", { name: /^拨打社区电话 0 0 0/ });
  assert.equal(await call.getAttribute("href"), "tel:000-0000-0104");
  await see(page, "演示数据，非真实电话和时间");
}));

test("an estate from elsewhere finds nothing, and says whom to ask", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community`);
  await field(page).fill("阳光花园");
  await see(page, "没有找到这个小区或路名");
  assert.equal(await hits(page).count(), 0);
  await page.getByRole("link", { name: "我不住在这几个社区" }).tap();
  await heading(page, "不住在这里也能用");
  const call = page.getByRole("main").getByRole("link", { name: "拨打 12345" });
  assert.equal(await call.getAttribute("href"), "tel:12345");
  await page.getByRole("link", { name: "看办事指南" }).click();
  await heading(page, "办事公示");
}));

test("an unknown community leads back to the finder", story({}, async ({ page, url }) => {
  await page.goto(`${url}/community/nowhere`);
  await heading(page, "社区名片");
  await page.getByRole("main").getByRole("link", { name: "找到我的社区" }).click();
  await field(page).waitFor();
}));

test("search finds a community by its estate", story({}, async ({ page, url }) => {
  await visit(page, `${url}/search?q=${encodeURIComponent("万福世家")}`);
  await page.getByRole("link", { name: /^汉源社区/ }).click();
  await heading(page, "汉源社区");
  assert.equal(await tab(page, "社区").getAttribute("aria-current"), "page");
}));
