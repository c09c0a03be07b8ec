// The case at the desk: photos by keyboard, results, supplements, another bureau.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { heading, see, settled, story, until, visit } from "../lib/app.mjs";
import { agree, answerAll, beginIntake, numberOnSlip, take, takeIn } from "../lib/counter.mjs";
import { ITEM_NAME } from "../lib/pages.mjs";
import { picture, resident } from "../lib/people.mjs";
import { confirm, fillAll, summary } from "../lib/sb07.mjs";
import { DESK, colleague, openByNumber, signInAtDesk } from "../lib/staff.mjs";

const PDF = { name: "result.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n") };

const desk = (run) => story({ phone: DESK }, async (all) => {
  await signInAtDesk(all.page, all.url, "sg-hanyuan");
  await heading(all.page, "待办");
  await run(all);
});

const does = (page, name) => page.getByRole("button", { name, exact: true }).click();
const accept = async (page) => {
  await does(page, "受理");
  await does(page, "确认受理");
  await see(page, "已完成：受理");
};

/** A case from the counter with both sides of the ID card; its number. */
async function withPhotos(page, url) {
  await beginIntake(page, url);
  await answerAll(page);
  const add = page.getByLabel(/拍照或从相册选/);
  await add.nth(2).setInputFiles(picture(400, 640));
  await page.getByRole("button", { name: "删除第1张" }).waitFor();
  await add.nth(1).setInputFiles(picture());
  await until(() => page.getByRole("button", { name: "删除第1张" }).count(), (n) => n === 2, "both photos");
  await agree(page);
  await take(page).click();
  return numberOnSlip(page);
}

test("photos are looked at by keyboard, and the focus comes back", desk(async ({ page, url, complaints }) => {
  await openByNumber(page, url, await withPhotos(page, url));
  const opener = page.getByRole("button", { name: /放大看.*头像/ });
  await opener.focus();
  await page.keyboard.press("Enter");
  const held = page.getByRole("dialog");
  await held.getByText(/头像的一面，第 1 张，共 2 张/).waitFor();
  const photo = held.getByRole("img");
  await until(() => photo.evaluate((img) => img.naturalWidth), (width) => width > 0, "the photo");
  const matrix = () => photo.evaluate((img) => getComputedStyle(img).transform);
  const width = () => photo.evaluate((img) => img.getBoundingClientRect().width);
  assert.match(await matrix(), /^matrix\(1, 0,/);
  await page.keyboard.press("r");
  await until(matrix, (m) => !m.startsWith("matrix(1, 0,"), "turned");
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("r");
  await until(matrix, (m) => m.startsWith("matrix(1, 0,"), "once around");
  const before = await width();
  await page.keyboard.press("=");
  await until(width, (now) => now > before, "nearer");
  await page.keyboard.press("-");
  await until(width, (now) => now === before, "as far as before");
  await page.keyboard.press("ArrowRight");
  await held.getByText(/国徽的一面，第 2 张，共 2 张/).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("a");
  await page.keyboard.press("j");
  assert.match(page.url(), /photo=2/);
  await page.keyboard.press("Escape");
  await until(() => page.url(), (u) => !u.includes("photo="), "put down");
  await until(() => opener.evaluate((b) => b === document.activeElement), Boolean, "focus on the button that held it up");
  assert.equal(await page.getByRole("button", { name: "确认受理" }).count(), 0, "keys stayed with the photo");
  await page.keyboard.press("Enter");
  await held.getByText(/第 1 张，共 2 张/).waitFor();
  await page.reload();
  await settled(page);
  await held.getByText(/第 1 张，共 2 张/).waitFor();
  await held.getByRole("button", { name: "关闭" }).click();
  await until(() => page.url(), (u) => u.includes("case=") && !u.includes("photo="), "the case is still open");
  assert.deepEqual(complaints, []);
}));

test("each look at a photo is told to the resident", story({}, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await colleague(url, "sg-hanyuan", async (worker) => {
    const photos = [];
    worker.on("request", (r) => { if (new URL(r.url()).pathname.endsWith("/view")) photos.push(r.url()); });
    await openByNumber(worker, url, number);
    await worker.getByRole("button", { name: /放大看.*头像/ }).waitFor();
    assert.deepEqual(photos, [], "no photo is fetched before somebody looks");
    await worker.getByRole("button", { name: /放大看.*头像/ }).click();
    const photo = worker.getByRole("dialog").getByRole("img");
    await until(() => photo.evaluate((img) => img.naturalWidth), (width) => width > 0, "the photo");
  });
  await visit(page, `${url}/me/receipts`);
  await see(page, /查看了身份证有头像的一面/);
}));

test("the result that the bureau uploads is downloaded by the resident", story({}, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await colleague(url, "sg-hanyuan", async (worker) => {
    await openByNumber(worker, url, number);
    await accept(worker);
  });
  await colleague(url, "ks-renshe", async (officer) => {
    await openByNumber(officer, url, number);
    await does(officer, "办结");
    await officer.getByLabel("办理结果", { exact: false }).first().fill("已登记成功");
    await officer.getByLabel(/结果文件/).setInputFiles(PDF);
    await see(officer, "已上传");
    await does(officer, "确认办结");
    await see(officer, "已完成：办结");
    await officer.getByRole("button", { name: "结果文件 1（PDF）" }).click();
    const paper = officer.getByRole("dialog").getByRole("link", { name: /PDF/ });
    const [copy] = await Promise.all([officer.waitForEvent("download"), paper.click()]);
    assert.deepEqual(await readFile(await copy.path()), PDF.buffer);
  });
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await heading(page, ITEM_NAME);
  await see(page, "已登记成功");
  await visit(page, `${url}/me/receipts`);
  await see(page, /查看了办理结果文件/);
  await page.goBack();
  await settled(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "办理结果：第1份（PDF）" }).click()]);
  assert.deepEqual(await readFile(await download.path()), PDF.buffer);
  // The link is over after minutes; a page that stayed open asks for a fresh one.
  await page.evaluate(() => { const now = Date.now; Date.now = () => now() + 600_000; });
  const [again, asked] = await Promise.all([
    page.waitForEvent("download"),
    page.waitForRequest(/\/api\/apply\/cases\/[^/]+$/),
    page.getByRole("link", { name: "办理结果：第1份（PDF）" }).click(),
  ]);
  assert.equal(asked.method(), "GET");
  assert.deepEqual(await readFile(await again.path()), PDF.buffer);
}));

test("what was missing is filled in at the counter by the controls of the form", desk(async ({ page, url }) => {
  await openByNumber(page, url, await withPhotos(page, url));
  await does(page, "一次性补正");
  await page.getByRole("checkbox", { name: "您本人的银行卡号" }).check();
  await page.getByLabel(/哪里不对/).last().fill("号码不对，请核对");
  await page.getByRole("checkbox", { name: "身份证有头像的一面" }).check();
  await page.getByLabel(/哪里不对/).last().fill("照片看不清");
  await does(page, "确认一次性补正");
  await see(page, "已完成：一次性补正");
  await does(page, "代补正");
  await page.getByLabel("您本人的银行卡号").fill("6222 0202 0001 2345 671");
  await does(page, "确认代补正");
  await summary(page).waitFor();
  assert.equal(await summary(page).getByRole("link").count(), 2);
  await page.getByLabel("您本人的银行卡号").fill("6222 0202 0001 2345 670");
  await page.getByLabel(/拍照或从相册选/).setInputFiles(picture());
  await page.getByRole("button", { name: "删除第1张" }).waitFor();
  await does(page, "确认代补正");
  await see(page, "已完成：代补正");
}));

test("papers that are no field of a form are ticked when they were brought", desk(async ({ page, url }) => {
  await openByNumber(page, url, await takeIn(page, url));
  await does(page, "一次性补正");
  await page.locator(".d-lack input").first().check();
  await page.getByLabel(/哪里不对/).first().fill("缺反面");
  await does(page, "确认一次性补正");
  await see(page, "已完成：一次性补正");
  await does(page, "代补正");
  await does(page, "确认代补正");
  await see(page, /还没有补/);
  await page.getByRole("checkbox", { name: /已收到或已看过原件/ }).check();
  await does(page, "确认代补正");
  await see(page, "已完成：代补正");
}));

test("a case is sent to another bureau by hand, and that one has it", desk(async ({ page, url }) => {
  const number = await takeIn(page, url);
  await openByNumber(page, url, number);
  await accept(page);
  await colleague(url, "ks-renshe", async (officer) => {
    await openByNumber(officer, url, number);
    await does(officer, "转科室");
    await officer.getByRole("radio", { name: "区民政局", exact: true }).check();
    await officer.getByLabel(/给接手同事的话/).fill("材料已核对原件");
    await does(officer, "确认转科室");
    await see(officer, "已完成：转科室");
    await openByNumber(officer, url, number);
    await see(officer, /没有找到这个编号/);
  });
  await colleague(url, "ks-minzheng", async (officer) => {
    await openByNumber(officer, url, number);
    await see(officer, /材料已核对原件/);
    await officer.getByRole("button", { name: "办结", exact: true }).waitFor();
  });
}));
