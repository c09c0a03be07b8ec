// The form of SB-07 page by page, as somebody fills it in.
import { heading, until, visit } from "./app.mjs";
import { picture } from "./people.mjs";

export const NEW = "/apply/new/SB-07";
export const next = (page) => page.getByRole("button", { name: "下一步" });
export const summary = (page) => page.getByRole("alert").filter({ hasText: "处需要修改" });
/** From the start page to the first question. */
export async function begin(page, url) {
  await visit(page, url + NEW);
  await page.getByRole("button", { name: "开始填写" }).click();
  await heading(page, "以前单位的社保停了吗？");
}

export async function work(page) {
  await page.getByRole("radio", { name: "已经停保" }).check();
  await next(page).click();
  await heading(page, "您的户口和住处");
}

export async function home(page) {
  await page.getByRole("radio", { name: "在本区" }).check();
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元501");
  await next(page).click();
  await heading(page, "从哪个月开始缴，缴多少？");
}

export async function pay(page) {
  await page.getByLabel("年", { exact: true }).selectOption({ index: 2 });
  await page.getByLabel("月", { exact: true }).selectOption("06");
  await page.getByRole("radio", { name: /60%（最低档）/ }).check();
  await next(page).click();
  await heading(page, "要不要让银行每月自动扣？");
}

export async function debit(page) {
  await page.getByRole("radio", { name: /我自己每月缴/ }).check();
  await next(page).click();
  await heading(page, "拍身份证");
}

export const shot = (page, name) => page.getByLabel(/拍照或从相册选/).nth(name);

/** Gives both photos; one that is there already stays. */
export async function photos(page) {
  const taken = page.getByRole("button", { name: "删除第1张" });
  for (let had = await taken.count(); had < 2; had = await taken.count()) {
    await shot(page, 0).setInputFiles(picture());
    await until(() => taken.count(), (n) => n > had, "a photo");
  }
  await next(page).click();
  await heading(page, "核对信息");
}

export async function fillAll(page, url) {
  await begin(page, url);
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await photos(page);
}

export async function confirm(page) {
  await page.getByRole("checkbox", { name: "我看过了，以上属实" }).check();
  await page.getByRole("button", { name: "提交" }).click();
}
