// Staff at the desk: signing in, a desk beside another, finding a case by its number.
import { PATIENCE, heading, see, theBrowser, visit } from "./app.mjs";
import { ITEM_NAME } from "./pages.mjs";

export const PASSWORD = "yunlin-demo-2026";

/** A desk's screen: wide, with a keyboard, without touch. */
export const DESK = { viewport: { width: 1280, height: 760 }, isMobile: false, hasTouch: false, deviceScaleFactor: 1 };

export async function signInAtDesk(page, url, login, password = PASSWORD) {
  await visit(page, `${url}/desk/sign-in`);
  await page.getByLabel("账号").fill(login);
  await page.getByLabel("密码").fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** Another member of staff at a desk of their own. */
export async function colleague(url, login, run) {
  const context = await (await theBrowser()).newContext({ ...DESK, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  try {
    await signInAtDesk(page, url, login);
    await heading(page, "待办");
    await run(page);
  } finally {
    await context.close();
  }
}

/** Opens a case by its number. */
export async function openByNumber(page, url, number) {
  await visit(page, `${url}/desk/inbox`);
  await page.getByLabel("办件编号").fill(number);
  await page.getByRole("button", { name: "查找" }).click();
}

/** The worker finds the photo of SB-07 unreadable and asks for it, once. */
export const askForIdPhoto = (url, number) =>
  colleague(url, "sg-hanyuan", async (desk) => {
    await openByNumber(desk, url, number);
    await desk.getByRole("heading", { level: 2, name: ITEM_NAME }).waitFor();
    await desk.keyboard.press("b");
    await desk.getByRole("checkbox", { name: /头像/ }).check();
    await desk.getByLabel(/哪里不对/).first().fill("反光看不清，请重拍");
    await desk.getByRole("button", { name: "确认一次性补正" }).click();
    await see(desk, "已完成：一次性补正");
  });

/** The worker accepts an application for SB-07. */
export const accept = (url, number) =>
  colleague(url, "sg-hanyuan", async (desk) => {
    await openByNumber(desk, url, number);
    await desk.getByRole("heading", { level: 2, name: ITEM_NAME }).waitFor();
    await desk.keyboard.press("a");
    await desk.getByRole("button", { name: "确认受理" }).click();
    await see(desk, "已完成：受理");
  });

/** The bureau grants it. */
export const grant = (url, number) =>
  colleague(url, "ks-renshe", async (desk) => {
    await openByNumber(desk, url, number);
    await desk.getByRole("button", { name: "办结", exact: true }).click();
    await desk.getByLabel("办理结果", { exact: false }).first().fill("已登记，下月起按月缴费");
    await desk.getByRole("button", { name: "确认办结" }).click();
    await see(desk, "已完成：办结");
  });
