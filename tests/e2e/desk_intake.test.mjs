// One-window intake: the form of the item filled in at the counter, or left on paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { heading, see, story, until, visit } from "../lib/app.mjs";
import { agree, answerAll, beginIntake, chooseItem, numberOnSlip, take, takeIn, writeDown } from "../lib/counter.mjs";
import { picture } from "../lib/people.mjs";
import { summary } from "../lib/sb07.mjs";
import { DESK, openByNumber, signInAtDesk } from "../lib/staff.mjs";

const desk = (run) => story({ phone: DESK }, async (all) => {
  await signInAtDesk(all.page, all.url, "sg-hanyuan");
  await heading(all.page, "待办");
  await run(all);
});

const SCAN = { name: "scan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n") };

const focused = (page) => page.evaluate(() => document.activeElement?.id);

test("the form is filled in at the counter: what is known is not asked, photos may wait, the case holds the answers", desk(async ({ page, url, complaints }) => {
  await visit(page, `${url}/desk/intake`);
  await chooseItem(page);
  await see(page, /先在上面找到办事人/);
  await writeDown(page);
  await see(page, "您的姓名、您的身份证号码按上面的办事人自动填入，不用再填。");
  assert.equal(await page.getByLabel("您的姓名").count(), 0, "what is known is not asked");
  await answerAll(page);
  await page.getByLabel(/拍照或从相册选/).nth(1).setInputFiles(picture());
  await page.getByRole("button", { name: "删除第1张" }).waitFor();
  await agree(page);
  await take(page).click();
  const number = await numberOnSlip(page);
  await openByNumber(page, url, number);
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  await page.getByRole("heading", { level: 3, name: "填写内容" }).waitFor();
  await page.getByRole("button", { name: /放大看.*头像/ }).waitFor();
  assert.equal(await page.getByRole("button", { name: /放大看.*国徽/ }).count(), 0);
  assert.equal(await page.getByText("2单元501").count(), 0, "the address is masked");
  assert.deepEqual(complaints, []);
}));

test("wrong and missing answers are named above the page and at their fields, and nothing is sent", desk(async ({ page, url }) => {
  const sent = [];
  page.on("request", (r) => { if (r.method() === "POST" && new URL(r.url()).pathname === "/api/desk/cases") sent.push(r); });
  await beginIntake(page, url);
  await agree(page);
  await take(page).click();
  await summary(page).waitFor();
  await until(() => focused(page), (id) => id === "wrongs", "focus on the summary");
  const lines = await summary(page).getByRole("link").allTextContents();
  assert.ok(lines.length >= 6, lines.join());
  for (const line of lines) assert.ok((await page.getByText(line, { exact: true }).count()) >= 2, line);
  await answerAll(page, "6222 0202 0001 2345 671");
  await take(page).click();
  await until(() => summary(page).getByRole("link").count(), (n) => n === 1, "only the card is wrong");
  await summary(page).getByRole("link").click();
  assert.equal(await focused(page), "f-card");
  assert.equal(await page.getByLabel("您本人的银行卡号").getAttribute("aria-invalid"), "true");
  assert.equal(sent.length, 0);
  await page.getByLabel("您本人的银行卡号").fill("6222 0202 0001 2345 670");
  await take(page).click();
  await heading(page, "收件回执");
  assert.equal(sent.length, 1);
  await until(() => page.title(), (title) => !title.startsWith("出错"), "the title of the slip");
}));

test("a form that stays on paper is taken in, and the case says so", desk(async ({ page, url }) => {
  const number = await takeIn(page, url);
  await openByNumber(page, url, number);
  await see(page, /已收纸质申请表，没有录入/);
  assert.equal(await page.getByRole("heading", { level: 3, name: "填写内容" }).count(), 0);
}));

test("Enter leads from field to field, and Ctrl and Enter send", desk(async ({ page, url }) => {
  await visit(page, `${url}/desk/intake`);
  await page.getByLabel("姓名").fill("示例婆婆");
  await page.keyboard.press("Enter");
  await page.keyboard.type("11010519491231002X");
  assert.equal(await page.getByLabel("身份证号", { exact: true }).last().inputValue(), "11010519491231002X");
  assert.equal(await page.getByRole("alert").count(), 0, "nothing was sent");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").filter({ hasText: "请选择要办的事项" }).waitFor();
}));

test("an item without a form asks for none", desk(async ({ page, url }) => {
  await visit(page, `${url}/desk/intake`);
  await writeDown(page);
  await chooseItem(page, "MZ-01");
  await page.getByRole("checkbox").nth(1).waitFor();
  assert.equal(await page.getByRole("heading", { level: 2, name: "申请表" }).count(), 0);
  await agree(page);
  await take(page).click();
  await numberOnSlip(page);
}));

test("somebody who was here before is found by the slip and not asked for what is known", desk(async ({ page, url }) => {
  await visit(page, `${url}/desk/intake`);
  await writeDown(page);
  await chooseItem(page, "MZ-01");
  await agree(page);
  await take(page).click();
  const number = await numberOnSlip(page);
  await page.getByRole("link", { name: "收下一件" }).click();
  await heading(page, "一窗受理");
  await page.getByRole("radio", { name: "回执编号" }).check();
  await page.getByLabel("完整号码").fill(number);
  await page.getByRole("button", { name: "查找", exact: true }).click();
  await page.getByText("办过和在办的事（1）").click();
  await page.getByRole("button", { name: "就是这位" }).click();
  await chooseItem(page);
  await see(page, "您的姓名、您的身份证号码按上面的办事人自动填入，不用再填。");
  assert.equal(await page.getByLabel("您的姓名").count(), 0);
  assert.equal(await page.getByLabel("您的手机号").count(), 1, "nobody knows a phone of hers");
  await answerAll(page);
  await agree(page);
  await take(page).click();
  const second = await numberOnSlip(page);
  assert.notEqual(second, number);
}));

test("what was typed stays while the clerk looks at another case, until somebody else stands there", desk(async ({ page, url, complaints }) => {
  await visit(page, `${url}/desk/intake`);
  await writeDown(page);
  await chooseItem(page);
  await page.getByLabel("您的手机号").fill("13800000077");
  await page.getByRole("link", { name: "待办", exact: true }).click();
  await heading(page, "待办");
  await page.getByRole("link", { name: "一窗受理", exact: true }).click();
  await see(page, "这是离开前填到一半的受理单。换了办事人，请先清空。");
  assert.equal(await page.getByLabel("您的手机号").inputValue(), "138 0000 0077");
  await page.getByRole("button", { name: "清空，重新受理" }).click();
  await see(page, "先选事项，这里列出要看的材料。");
  assert.equal(await page.getByRole("textbox", { name: "姓名", exact: false }).first().inputValue(), "");
  assert.equal(await page.getByText("这是离开前填到一半的受理单").count(), 0);
  await writeDown(page);
  await chooseItem(page, "MZ-01");
  await agree(page);
  await take(page).click();
  await numberOnSlip(page);
  await page.getByRole("link", { name: "收下一件" }).click();
  await heading(page, "一窗受理");
  assert.equal(await page.getByText("这是离开前填到一半的受理单").count(), 0, "it was taken in");
  assert.deepEqual(complaints, []);
}));

test("somebody who said where they live is found by their room, however it is typed", desk(async ({ page, url, complaints }) => {
  await visit(page, `${url}/desk/intake`);
  await writeDown(page);
  const home = page.getByRole("group", { name: "住处（选填）" });
  await home.getByLabel("小区").selectOption("万福世家");
  await home.getByLabel("幢").fill("12");
  await chooseItem(page, "MZ-01");
  await agree(page);
  await take(page).click();
  await page.getByRole("alert").filter({ hasText: "室号只填号码" }).waitFor();
  await home.getByLabel("单元").fill("1");
  await home.getByLabel("室").fill("302");
  await take(page).click();
  await numberOnSlip(page);
  await page.getByRole("link", { name: "收下一件" }).click();
  await heading(page, "一窗受理");
  const find = page.getByRole("group", { name: /按准确号码找/ });
  await find.getByRole("radio", { name: "住处" }).check();
  await page.getByRole("button", { name: "查找", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "请从列表里选小区" }).waitFor();
  await find.getByLabel("小区").selectOption("万福世家");
  await find.getByLabel("幢").fill("12幢");
  await find.getByLabel("单元").fill("１单元");
  await find.getByLabel("室").fill("302室");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "就是这位" }).click();
  await see(page, /示\*\*婆/);
  assert.deepEqual(complaints, []);
}));

test("a scan goes in as it is where no watermark belongs, and is read from the case", desk(async ({ page, url, complaints }) => {
  await beginIntake(page, url);
  await answerAll(page);
  await page.getByRole("radio", { name: "还没停保" }).check();
  const paper = page.getByRole("group", { name: /解除劳动关系的材料/ });
  await paper.getByLabel(/拍照或从相册选/).setInputFiles(SCAN);
  await paper.getByRole("button", { name: "删除第1张" }).waitFor();
  await paper.getByText("PDF", { exact: true }).waitFor();
  const front = page.getByRole("group", { name: /头像|人像/ });
  await front.getByLabel(/拍照或从相册选/).setInputFiles(SCAN);
  await front.getByText(/只能交照片/).waitFor();
  await agree(page);
  await take(page).click();
  const number = await numberOnSlip(page);
  await openByNumber(page, url, number);
  await page.getByRole("button", { name: /放大看.*解除劳动关系的材料/ }).click();
  const link = page.getByRole("dialog").getByRole("link", { name: /PDF/ });
  const [copy] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.deepEqual(await readFile(await copy.path()), SCAN.buffer);
  assert.deepEqual(complaints, []);
}));
