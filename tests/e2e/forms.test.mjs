// Each of the forms, good and bad, from the start page to the number.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { heading, see, story, until } from "../lib/app.mjs";
import { fillForm, start } from "../lib/forms.mjs";
import { begin, next, summary, confirm } from "../lib/sb07.mjs";
import { resident } from "../lib/people.mjs";
import { colleague, openByNumber } from "../lib/staff.mjs";

const codes = (await readdir(new URL("../../data/forms", import.meta.url))).map((name) => name.replace(".toml", ""));
const formOf = (page, code) => page.evaluate(async (item) => (await (await fetch("/api/apply/forms")).json()).forms.find((f) => f.item === item), code);

for (const code of codes) {
  test(`${code}: nothing filled in is refused on the first page, wrong values are named, the right ones bring a number`, story({}, async ({ page, url, complaints }) => {
    await resident(page, url);
    const form = await formOf(page, code);
    await page.goto(`${url}/apply/new/${code}`);
    await start(page);
    // A first page of which everything is known is left out.
    const titles = form.steps.map((step) => step.title);
    await until(() => page.getByRole("heading", { level: 1 }).filter({ visible: true }).textContent(), (title) => titles.includes(title), "the first page");
    await next(page).click();
    await summary(page).waitFor();
    const named = await fillForm(page, url, form);
    const shaped = form.steps.flatMap((s) => s.fields).some((f) => !f.optional && !f.known && !f.when && ["name", "id_number", "phone", "any_phone", "bank_card", "bank_account", "money", "date", "number"].includes(f.kind.type));
    assert.ok(named > 0 || !shaped, "no wrong value was tried");
    await confirm(page);
    await heading(page, "已提交");
    await page.getByText(/^\d{8}-\d{6}-\d$/).waitFor();
    assert.deepEqual(complaints, []);
  }));
}

test("where another place than the applicant's decides, no counter is chosen beforehand, and the page says which", story({}, async ({ page, url }) => {
  await resident(page, url);
  await page.goto(`${url}/apply/new/MZ-16`);
  await see(page, "选老人住的社区");
  const own = page.getByRole("radio", { name: "汉源社区" });
  await own.waitFor();
  assert.equal(await own.isChecked(), false);
  await page.getByRole("button", { name: "开始填写" }).click();
  await see(page, "请先选一个社区");
  await own.check();
  await page.getByRole("button", { name: "开始填写" }).click();
  await heading(page, "替谁登记？");
}));

test("what an answer is for is one tap away, and no wall of rules before it", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  const reason = page.getByText(/只用于核对您现在没有由单位参保，避免重复登记，依据《中华人民共和国社会保险法》第五十八条/);
  assert.equal(await reason.isVisible(), false);
  await page.getByText("为什么要填", { exact: true }).click();
  await reason.waitFor();
}));

test("a paper beside the form takes the whole list to the counter, and the phone says so", story({}, async ({ page, url, complaints }) => {
  await resident(page, url);
  const form = await formOf(page, "MZ-16");
  await page.goto(`${url}/apply/new/MZ-16`);
  await start(page);
  await until(() => page.getByRole("heading", { level: 1 }).filter({ visible: true }).textContent(), (title) => form.steps.some((s) => s.title === title), "the first page");
  await fillForm(page, url, form);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await colleague(url, "sg-hanyuan", async (desk) => {
    await openByNumber(desk, url, number);
    await desk.getByText("紧急联系人").first().waitFor();
    await desk.keyboard.press("b");
    await desk.getByText("申请表以外的材料").click();
    await desk.getByLabel("别的材料，写名称").fill("演示证明原件");
    await desk.getByRole("button", { name: "加到清单" }).click();
    await desk.getByLabel(/哪里不对/).last().fill("要看原件");
    await desk.getByRole("button", { name: "确认一次性补正" }).click();
    await see(desk, "已完成：一次性补正");
  });
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await page.getByRole("link", { name: "现在补交" }).click();
  await see(page, /一次带齐到窗口/);
  await see(page, /演示证明原件/);
  assert.equal(await page.getByRole("button", { name: "补交", exact: true }).count(), 0);
  assert.deepEqual(complaints, []);
}));

test("one value of one row is asked for at the desk and completed on the phone, the rest stays", story({}, async ({ page, url, complaints }) => {
  await resident(page, url);
  const form = await formOf(page, "MZ-16");
  await page.goto(`${url}/apply/new/MZ-16`);
  await start(page);
  await until(() => page.getByRole("heading", { level: 1 }).filter({ visible: true }).textContent(), (title) => form.steps.some((s) => s.title === title), "the first page");
  await fillForm(page, url, form);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await colleague(url, "sg-hanyuan", async (desk) => {
    await openByNumber(desk, url, number);
    await desk.getByText("紧急联系人").first().waitFor();
    await desk.keyboard.press("b");
    await desk.getByRole("checkbox", { name: /联系人电话/ }).check();
    await desk.getByLabel(/哪里不对/).first().fill("打过去是空号");
    await desk.getByRole("button", { name: "确认一次性补正" }).click();
    await see(desk, "已完成：一次性补正");
  });
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await page.getByRole("link", { name: "现在补交" }).click();
  await heading(page, "补交材料");
  await page.getByRole("button", { name: "补交", exact: true }).click();
  await see(page, "请补上这一项");
  await page.getByLabel(/^联系人电话/).fill("13800138021");
  await page.getByRole("button", { name: "补交", exact: true }).click();
  await see(page, "您补交了材料");
  const rows = await page.getByRole("main").textContent();
  assert.match(rows, /138\*{4}8021/);
  assert.deepEqual(complaints.filter((c) => !/422/.test(c)), []);
}));
