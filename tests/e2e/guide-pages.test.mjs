// What a guide leads to: other items that it names, the next real step, paper, a narrower list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, settled, story, until, visit } from "../lib/app.mjs";
import { inspect } from "../lib/inspect.mjs";
import { ITEM } from "../lib/pages.mjs";

const main = (page) => page.getByRole("main");
const card = (page, name) => main(page).locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });

test("an answer that ends the self-check leads to the item that it names", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide/item/MZ-07/check?a=nn`);
  await see(page, "先看这一条，再决定");
  assert.deepEqual(await inspect(page), {});
  await main(page).getByRole("link", { name: "临时救助申请", exact: true }).click();
  await heading(page, "临时救助申请");
}));

test("items that a guide names are links, and what is only quoted stays text", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide/item/WJ-03?view=full`);
  const twins = card(page, "容易弄混的事项");
  const twin = twins.getByRole("link", { name: "生育登记", exact: true });
  assert.equal(await twin.getAttribute("href"), "/guide/item/WJ-01");
  assert.equal(await twins.getByRole("link").count(), 1, "the twin is one link, and the page itself none");
  const refused = card(page, "不能办的情形");
  assert.equal(await refused.getByRole("link", { name: "生育登记", exact: true }).first().getAttribute("href"), "/guide/item/WJ-01");
  assert.deepEqual(await inspect(page), {});
  await visit(page, `${url}/guide/item/MZ-17`);
  await page.getByText(/「跨省通办」/).first().waitFor({ state: "attached" });
  assert.equal(await main(page).getByRole("link", { name: "跨省通办" }).count(), 0);
}));

test("a passed self-check leads to the form where there is one", story({}, async ({ page, url }) => {
  await visit(page, `${url}${ITEM}/check?a=ynny`);
  await see(page, "看起来可以办");
  await see(page, "在手机上申请");
  assert.equal(await main(page).getByRole("link", { name: "在线申请" }).getAttribute("href"), "/apply/new/SB-07");
  await main(page).getByRole("link", { name: "看要带什么材料" }).waitFor();
}));

test("a passed self-check does not speak of filing online where nothing can be filed", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide/item/MZ-10/check?a=yy`);
  await see(page, "看起来可以办");
  await see(page, "这一项的线上表格还没有开通");
  await see(page, "社区综合窗口");
  assert.equal(await main(page).getByRole("link", { name: "在线申请" }).count(), 0);
  await main(page).getByRole("link", { name: "看要带什么材料" }).click();
  await heading(page, "老年人优待证办理");
}));

test("the short guide says when an item cannot be done, before the papers", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  assert.equal(await page.getByRole("link", { name: "简版" }).getAttribute("aria-current"), "true");
  const titles = await main(page).getByRole("heading", { level: 2 }).allTextContents();
  const at = titles.indexOf("不能办的情形");
  assert.ok(at > 0, titles.join());
  assert.ok(titles.findIndex((t) => t.startsWith("要准备的材料")) > at, titles.join());
  await see(page, /不能办的情形/);
  await page.getByRole("link", { name: "完整版" }).click();
  await page.getByRole("heading", { name: "官方要素" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "不能办的情形" }).count(), 1);
}));

test("papers of a shared link that are all unticked do not come back with a reload", story({}, async ({ page, url }) => {
  // Places of an earlier app: the first paper and the third.
  await visit(page, `${url}${ITEM}?have=0.2`);
  await see(page, "已备 2 / 5");
  await page.getByRole("link", { name: "完整版" }).click();
  await page.getByRole("heading", { name: "官方要素" }).waitFor();
  await page.reload();
  await settled(page);
  await see(page, "已备 2 / 5");
  await page.getByRole("checkbox", { name: /居民身份证/ }).uncheck();
  await see(page, "已备 1 / 5");
  assert.equal(new URL(page.url()).search, "?view=full");
  await page.reload();
  await settled(page);
  await see(page, "已备 1 / 5");
  assert.equal(await page.getByRole("checkbox", { name: /户口簿/ }).isChecked(), true);
  await page.getByRole("checkbox", { name: /户口簿/ }).uncheck();
  await page.reload();
  await settled(page);
  await see(page, "已备 0 / 5");
}));

test("a shared link that names a paper the guide no longer asks for ticks no other", story({}, async ({ page, url }) => {
  await visit(page, `${url}${ITEM}?have=deadbeef`);
  await see(page, "已备 0 / 5");
}));

test("a list by event can be narrowed by person and bureau, in the address, and back widens it again", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide/list?event=illness`);
  const count = async () => Number(/^(\d+)项/.exec(await page.getByText(/^\d+项/).textContent())[1]);
  const all = await count();
  const more = page.getByRole("group").filter({ hasText: "再缩小范围" });
  const open = async () => { if (!(await more.evaluate((group) => group.open))) await page.getByText("再缩小范围").click(); };
  await open();
  assert.deepEqual(await inspect(page), {});
  const person = main(page).getByRole("link", { name: /^老年人\s*\d+$/ });
  const elders = Number(/\d+$/.exec(await person.textContent())[0]);
  await person.click();
  await until(count, (n) => n === elders, "rows for elders");
  assert.match(page.url(), /event=illness&person=elder/);
  await main(page).getByRole("link", { name: /^老年人.*去掉这个条件/ }).waitFor();
  await open();
  assert.equal(await main(page).getByRole("heading", { name: "按人群找" }).count(), 0);
  const bureau = main(page).getByRole("link", { name: /^区医保分局\s*\d+$/ });
  const both = Number(/\d+$/.exec(await bureau.textContent())[0]);
  await bureau.click();
  await until(count, (n) => n === both, "rows for elders of one bureau");
  assert.ok(both < elders && elders < all);
  await page.reload();
  await settled(page);
  assert.equal(await count(), both);
  await page.goBack();
  await until(count, (n) => n === elders, "rows after back");
  await page.goBack();
  await until(count, (n) => n === all, "rows after another step back");
}));

test("a printed guide holds the folded answers and no buttons, and folds them again after", story({}, async ({ page, url }) => {
  await page.addInitScript(() => { window.print = () => { window.printed = true; dispatchEvent(new Event("beforeprint")); }; });
  await visit(page, url + ITEM);
  const questions = card(page, "大家常问").locator("summary");
  const answer = page.getByText(/银行推荐的「个人养老金」/);
  assert.equal(await answer.isVisible(), false);
  await questions.first().click();
  await page.getByRole("button", { name: "打印" }).click();
  assert.equal(await page.evaluate(() => window.printed), true);
  await page.emulateMedia({ media: "print" });
  await answer.waitFor();
  assert.deepEqual(await page.locator("button, nav").filter({ visible: true }).allTextContents(), []);
  for (const name of ["答几个问题看看", "在线申请", "内容有错？告诉我们", "拨打 12345"]) {
    assert.equal(await main(page).getByRole("link", { name }).count(), 0, name);
  }
  await page.getByRole("checkbox", { name: /居民身份证/ }).waitFor();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await answer.waitFor({ state: "hidden" });
  const open = await card(page, "大家常问").locator("details[open]").count();
  assert.equal(open, 1, "what the reader had opened stays open");
}));

test("the report's text field points at an error only while there is one", story({}, async ({ page, url }) => {
  await visit(page, `${url}${ITEM}/report`);
  const field = page.getByLabel("请说说哪里不对");
  assert.equal(await field.getAttribute("aria-describedby"), null);
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByRole("alert").filter({ hasText: "请填写内容" }).waitFor();
  const id = await field.getAttribute("aria-describedby");
  assert.match(await page.locator(`[id="${id}"]`).textContent(), /请填写内容/);
}));

test("national numbers are found by what people call them for", story({}, async ({ page, url }) => {
  for (const [query, number] of [["公积金", "12329"], ["想不开", "12356"], ["家暴", "12338"], ["残联电话", "12385"], ["工会电话", "12351"]]) {
    await visit(page, `${url}/search?q=${encodeURIComponent(query)}`);
    await page.locator("#page").getByRole("link", { name: new RegExp(number) }).waitFor();
    assert.equal(await page.locator("#page").getByRole("link", { name: new RegExp(number) }).getAttribute("href"), `tel:${number}`);
  }
}));

test("steps that speak of a phone say what works today", story({}, async ({ page, url }) => {
  const today = { online: /这里的线上提交还没有开通，现在带材料到社区综合窗口当面办/, booking: /这里的线上预约还没有开通，现在打给社区大厅/ };
  await visit(page, `${url}/guide/item/MZ-10`);
  await card(page, "怎么办").getByText(today.online).waitFor();
  await visit(page, `${url}/guide/item/MZ-25`);
  await card(page, "怎么办").getByText(today.booking).waitFor();
  await visit(page, url + ITEM);
  await main(page).getByRole("link", { name: "在线申请" }).first().waitFor();
  assert.equal(await card(page, "怎么办").getByText(/还没有开通/).count(), 0);
}));

for (const [code, first] of [["MZ-07", "120"], ["ZJ-09", "119"]]) {
  test(`${code} is urgent: whom to call stands before everything else`, story({}, async ({ page, url }) => {
    await visit(page, `${url}/guide/item/${code}`);
    const titles = await main(page).getByRole("heading", { level: 2 }).allTextContents();
    assert.equal(titles[0], "着急的，马上打电话");
    const calls = card(page, "着急的，马上打电话").getByRole("link");
    assert.equal(await calls.first().getAttribute("href"), `tel:${first}`);
    const numbers = await calls.evaluateAll((links) => links.map((a) => a.getAttribute("href")));
    for (const number of ["tel:110", "tel:119", "tel:12345", "/community"]) assert.ok(numbers.includes(number), `${number} in ${numbers}`);
    assert.deepEqual(await inspect(page), {});
    await visit(page, `${url}/community/hanyuan`);
    await page.getByRole("button", { name: "设为我的社区" }).click();
    await see(page, "这是我的社区");
    await visit(page, `${url}/guide/item/${code}/check`);
    const hall = card(page, "着急的，马上打电话").getByRole("link", { name: /^打给社区/ });
    assert.equal(await hall.getAttribute("href"), "tel:000-0000-0101");
  }));
}

test("an item that can wait has no alarm", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  assert.equal(await page.getByText("着急的，马上打电话").count(), 0);
}));
