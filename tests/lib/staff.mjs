// Staff at the desk: signing in, a desk beside another, finding a case by its number.
import { PATIENCE, heading, theBrowser, visit } from "./app.mjs";

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
