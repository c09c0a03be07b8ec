// Signing in: when a step needs it, by a code, on phones that several people share; and leaving without a trace.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, phone, see, settled, startServer, story, until, visit } from "../lib/app.mjs";
import { account, askForCode, button, kept, signIn, signOut } from "../lib/own.mjs";

const NUMBER = "13800138001";
const posts = (page) => {
  const seen = [];
  page.on("request", (r) => { if (r.method() === "POST") seen.push(new URL(r.url()).pathname); });
  return seen;
};

test("a resident signs in with a code and comes back to the step that asked", story({}, async ({ page, url, complaints }) => {
  await visit(page, `${url}/me`);
  await see(page, "还没有登录");
  await page.getByRole("link", { name: "登录", exact: true }).click();
  await heading(page, "登录");
  const code = await askForCode(page, "１３８ 0013-8001");
  await page.getByLabel("验证码", { exact: true }).fill(code);
  await button(page, "登录").click();
  await see(page, "138****8001");
  assert.equal(new URL(page.url()).pathname, "/me");
  await page.goBack();
  await settled(page);
  assert.notEqual(new URL(page.url()).pathname, "/sign-in", "back does not lead to the used form");
  assert.deepEqual(complaints, []);
}));

test("nothing personal is sent before the notice is agreed to, and refusing leads back", story({}, async ({ page, url }) => {
  const sent = posts(page);
  await visit(page, `${url}/guide`);
  await page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "我的" }).click();
  await page.getByRole("link", { name: "登录", exact: true }).click();
  await see(page, "我们怎样使用您的信息");
  assert.equal(await page.getByLabel("手机号").count(), 0);
  const [agree, refuse] = [button(page, "同意"), button(page, "不同意（仅浏览）")];
  const [a, b] = [await agree.boundingBox(), await refuse.boundingBox()];
  assert.deepEqual([a.width, a.height], [b.width, b.height], "equal buttons");
  assert.equal(await agree.getAttribute("class"), await refuse.getAttribute("class"));
  await refuse.click();
  await heading(page, "我的");
  assert.deepEqual(sent, []);
}));

test("a wrong number is named in the summary and at the field, and the focus leads there", story({}, async ({ page, url }) => {
  await visit(page, `${url}/sign-in`);
  await button(page, "同意").click();
  await page.getByLabel("手机号").fill("12345");
  await button(page, "获取验证码").click();
  const summary = page.getByRole("heading", { name: "有 1 处需要修改" });
  await summary.waitFor();
  assert.ok(await summary.evaluate((h) => h === document.activeElement));
  assert.match(await page.title(), /^出错：登录/);
  const link = page.getByRole("link", { name: /手机号是11位数字/ });
  const text = await link.textContent();
  assert.equal(await page.locator("#phone-error").textContent(), text);
  await link.click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "phone");
  assert.equal(await page.getByLabel("手机号").getAttribute("aria-invalid"), "true");
}));

test("after five wrong codes the right one is refused too, with what to do", story({}, async ({ page, url }) => {
  await visit(page, `${url}/sign-in`);
  const code = await askForCode(page, NUMBER);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
  const field = page.getByLabel("验证码", { exact: true });
  for (let tries = 1; tries <= 5; tries += 1) {
    const answered = page.waitForResponse((r) => r.url().endsWith("/api/identity/sessions"));
    await field.fill(wrong);
    await button(page, "登录").click();
    await answered;
    await until(() => button(page, "登录").isEnabled(), Boolean, "登录 can be tapped again");
  }
  await field.fill(code);
  const answered = page.waitForResponse((r) => r.url().endsWith("/api/identity/sessions"));
  await button(page, "登录").click();
  const refused = await (await answered).json();
  await see(page, refused.fields?.[0]?.detail ?? refused.detail);
  assert.equal(await account(page), null);
}));

test("two people on one number have an account each and are asked who they are", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  const first = await account(page);
  await signOut(page, url);
  await signIn(page, url, NUMBER, { as: "家人登录过，我是另一位" });
  await see(page, "138****8001");
  const second = await account(page);
  assert.notEqual(first, second);
  await signOut(page, url);
  await signIn(page, url, NUMBER);
  await heading(page, "您是哪一位？");
  const people = page.locator("#page").getByRole("listitem").getByRole("button");
  assert.equal(await people.count(), 2);
  await people.first().click();
  await see(page, "138****8001");
  assert.ok([first, second].includes(await account(page)));
}));

test("signing in leads to pages of this app only", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER, { then: "//evil.example/x" });
  await see(page, "138****8001");
  assert.equal(page.url(), `${url}/me`);
}));

test("another device is seen and ended, and finds itself signed out", async () => {
  const server = await startServer();
  const [here, there] = [await phone(), await phone()];
  try {
    await signIn(here.page, server.url, NUMBER);
    await see(here.page, "138****8001");
    await signIn(there.page, server.url, NUMBER);
    await see(there.page, "138****8001");
    await visit(here.page, `${server.url}/me/sessions`);
    await see(here.page, "就是这台");
    await here.page.getByRole("button", { name: /^退出这台设备/ }).click();
    await see(here.page, "那台设备已退出。");
    await until(() => here.page.getByRole("button", { name: /^退出这台设备/ }).count(), (n) => n === 0, "devices");
    await visit(there.page, `${server.url}/me/messages`);
    await see(there.page, "请先用手机号登录");
  } finally {
    await Promise.all([here.context.close(), there.context.close()]);
    await server.stop();
  }
});

test("after signing out the phone holds preferences and nothing of the person", story({}, async ({ page, url }) => {
  await page.addInitScript(() => localStorage.setItem("ui_size", "2"));
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await signOut(page, url);
  await see(page, "还没有登录");
  const { own, prefs } = await kept(page);
  assert.deepEqual(Object.values(own).flat(), []);
  assert.deepEqual(Object.keys(prefs).filter((k) => /account|session|consent|outbox/.test(k)), []);
  assert.equal(prefs.ui_size, "2");
  assert.ok(!JSON.stringify(prefs).includes("8001"));
}));

test("without a network the page says that signing in needs one, and keeps what was typed", story({}, async ({ page, context, url }) => {
  await visit(page, `${url}/sign-in`);
  await button(page, "同意").click();
  await page.getByLabel("手机号").fill(NUMBER);
  await context.setOffline(true);
  await button(page, "获取验证码").click();
  await see(page, "登录要联网");
  assert.equal((await page.getByLabel("手机号").inputValue()).replaceAll(" ", ""), NUMBER);
}));
