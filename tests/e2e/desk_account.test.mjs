// Accounts of the staff and the calendar: the first sign-in, the authenticator, a new year.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { dirname } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { heading, see, story, until, visit } from "../lib/app.mjs";
import { DESK, signInAtDesk } from "../lib/staff.mjs";

const desk = (run) => story({ phone: DESK }, run);

/** The one-time password that the operator's command prints, on the database of a running server. */
async function reset(server, login) {
  const given = (name) => server.child.spawnargs[server.child.spawnargs.indexOf(name) + 1];
  const database = given("--database-url");
  const args = ["--database-url", database, "--app-dir", given("--app-dir"), "staff", "reset", "--login", login];
  const { stdout } = await promisify(execFile)(server.child.spawnfile, args, { cwd: dirname(database.slice("sqlite:".length)) });
  return stdout.trim().split(/\s+/).at(-1);
}

/** What an authenticator shows, worked out apart from the server. */
function totp(secret, ms) {
  const bits = [...secret].map((c) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(ms / 30_000)));
  const hash = createHmac("sha1", bytes).update(step).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

const told = (page, text) => page.getByRole("alert").filter({ hasText: text }).waitFor();
const does = (page, name) => page.getByRole("button", { name, exact: true }).click();

test("the first sign-in asks for a new password and offers the authenticator, which then counts", desk(async ({ page, url, server }) => {
  const once = await reset(server, "sg-hanyuan");
  await signInAtDesk(page, url, "sg-hanyuan", once);
  await heading(page, "修改密码");
  await see(page, /第一次登录，请先换成您自己的密码/);
  await page.goto(`${url}/desk/inbox`);
  await heading(page, "修改密码");
  await page.getByLabel("现在的密码").fill(once);
  await page.getByLabel("新密码（").fill("short");
  await page.getByLabel("再填一次新密码").fill("short");
  await does(page, "换成新密码");
  await told(page, "新密码至少 10 个字符");
  const password = "three plain words";
  await page.getByLabel("新密码（").fill(password);
  await page.getByLabel("再填一次新密码").fill(`${password}!`);
  await does(page, "换成新密码");
  await told(page, "两次填的新密码不一样");
  await page.getByLabel("再填一次新密码").fill(password);
  await does(page, "换成新密码");
  await heading(page, "设置动态口令");
  await page.getByRole("img", { name: "动态口令二维码" }).waitFor();
  await page.getByText("扫不了，手动输入密钥").click();
  const secret = (await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).textContent()).replaceAll(" ", "");
  const code = page.getByRole("textbox", { name: /^动态口令/ });
  await code.fill("12");
  await does(page, "完成设置");
  await page.getByRole("alert").first().waitFor();
  await code.fill(totp(secret, Date.now()));
  await does(page, "完成设置");
  await heading(page, "待办");
  assert.equal(await page.getByRole("link", { name: "设置动态口令" }).count(), 0);
  await does(page, "退出登录");
  await until(() => new URL(page.url()).pathname, (path) => path === "/desk/sign-in", "signed out");
  await signInAtDesk(page, url, "sg-hanyuan", once);
  await page.getByRole("alert").first().waitFor();
  await signInAtDesk(page, url, "sg-hanyuan", password);
  // The step that set it up is spent, so the next one is typed.
  await page.getByLabel("动态口令").fill(totp(secret, Date.now() + 30_000));
  await does(page, "登录");
  await heading(page, "待办");
}));

test("the calendar of a new year is typed, checked and kept", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "qu-admin");
  await heading(page, "待办");
  await page.getByRole("link", { name: "工作日历" }).click();
  await heading(page, "工作日历");
  await does(page, "填写新一年");
  assert.equal(await page.getByLabel("年份").inputValue(), "2027");
  await page.getByLabel("依据的通知").fill("示例通知〔2026〕1号");
  await page.getByLabel("放假的工作日").fill("春节");
  await does(page, "保存");
  await told(page, "「春节」看不懂");
  await page.getByLabel("放假的工作日").fill("2027-01-01\n2027-02-08 至 2027-02-12");
  await page.getByLabel("上班的周末").fill("2027-02-14");
  await does(page, "保存");
  const row = page.getByRole("row", { name: /2027/ }).first();
  await row.getByText("示例通知〔2026〕1号").waitFor();
  await row.getByText(/2月8日、2月9日/).waitFor();
  await visit(page, `${url}/desk/calendar`);
  await row.getByText(/2月14日/).waitFor();
}));

test("signing out that does not reach the server says that the session lives on", desk(async ({ page, url, context }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await context.setOffline(true);
  await page.getByRole("button", { name: "退出登录" }).first().click();
  await page.getByRole("alert").filter({ hasText: "没有连上服务器，还没有退出" }).waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "退出登录" }).first().click();
  await until(() => new URL(page.url()).pathname, (path) => path === "/desk/sign-in", "signed out");
}));
