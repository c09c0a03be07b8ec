// Taking a matter in at the counter, step by step.
import { heading, visit } from "./app.mjs";

/** Somebody without a phone, from the ID card. */
export async function writeDown(page) {
  await page.getByLabel("姓名").fill("示例婆婆");
  await page.getByLabel("身份证号", { exact: true }).last().fill("11010519491231002X");
}

export async function chooseItem(page, item = "SB-07") {
  await page.getByRole("searchbox").fill(item);
  await page.getByRole("button", { name: new RegExp(`^.*${item}`) }).first().click();
}

/** The page of the intake with a person and SB-07 chosen. */
export async function beginIntake(page, url) {
  await visit(page, `${url}/desk/intake`);
  await writeDown(page);
  await chooseItem(page);
  await page.getByRole("heading", { level: 3, name: "以前单位的社保停了吗？" }).waitFor();
}

/** The questions of SB-07 with direct debit; photos are left out. */
export async function answerAll(page, card = "6222 0202 0001 2345 670") {
  await page.getByRole("radio", { name: "已经停保" }).check();
  await page.getByRole("radio", { name: "在本区" }).check();
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
  await page.getByLabel("年", { exact: true }).selectOption({ index: 2 });
  await page.getByLabel("月", { exact: true }).selectOption("06");
  await page.getByRole("radio", { name: /60%（最低档）/ }).check();
  await page.getByRole("radio", { name: /银行每月自动扣/ }).check();
  await page.getByLabel("您本人的银行卡号").fill(card);
}

export const agree = (page) => page.getByRole("checkbox", { name: /已向办事人告知/ }).check();
export const take = (page) => page.getByRole("button", { name: "收件并打印回执" });

/** The number on the slip that is open. */
export async function numberOnSlip(page) {
  await heading(page, "收件回执");
  const shown = page.locator(".d-slip .d-big .num").first();
  await shown.waitFor();
  return (await shown.textContent()).replaceAll(" ", "");
}

/** Takes in a walk-in without a phone whose form stays on paper; gives the number on the slip. */
export async function takeIn(page, url) {
  await beginIntake(page, url);
  await page.getByRole("radio", { name: "只收纸质申请表" }).check();
  await page.getByRole("checkbox", { name: /^居民身份证|身份证/ }).first().check();
  await agree(page);
  await take(page).click();
  return numberOnSlip(page);
}
