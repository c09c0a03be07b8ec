// The resident's rights: agree, see, copy, correct, withdraw, delete, and know who looked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, story, until, visit } from "../lib/app.mjs";
import { faults } from "../lib/axe.mjs";
import { button, kept, signIn } from "../lib/own.mjs";
import { asElder } from "../lib/walk.mjs";

const NUMBER = "13800138001";
const ID = "11010519491231002X";
const OWN = ["/me", "/real-name", "/me/outbox", "/me/messages", "/me/sign-out", "/me/data", "/me/data/export", "/me/data/correct", "/me/data/withdraw", "/me/data/close", "/me/receipts", "/me/sessions"];

/** Taps a button that sends a code, and reads it off the demonstration. */
async function codeAfter(page, send) {
  await send.click();
  const told = page.getByText(/验证码 \d{6}（没有真的发短信）/).first();
  await told.waitFor();
  return /\d{6}/.exec(await told.textContent())[0];
}

test("what was agreed to before signing in is recorded, and withdrawing is as easy", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await visit(page, `${url}/me/data`);
  const agreed = page.getByText(/ 同意（说明版本 /);
  await agreed.waitFor();
  await page.getByRole("link", { name: /^撤回同意/ }).click();
  await button(page, "撤回同意").click();
  await see(page, "已撤回同意。");
  await visit(page, `${url}/me/data`);
  await page.getByText(/ 撤回（说明版本 /).waitFor();
  await visit(page, `${url}/real-name`);
  await see(page, "我们怎样使用您的信息");
  assert.equal(await page.getByLabel("身份证号码").count(), 0, "nothing is asked for without consent");
}));

test("real name is given once, judged by its form, and shown masked", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER, { then: "/real-name?then=%2Fme" });
  await heading(page, "实名");
  await page.getByLabel("姓名").fill("王小明");
  await page.getByLabel("身份证号码").fill("110105194912310021");
  await button(page, "提交").click();
  await page.getByRole("heading", { name: "有 1 处需要修改" }).waitFor();
  await page.getByRole("link", { name: "身份证号码第18位不对，请核对。" }).waitFor();
  await page.getByLabel("身份证号码").fill(ID.toLowerCase());
  await page.getByLabel("姓名").focus();
  assert.equal(await page.getByLabel("身份证号码").inputValue(), "110105 19491231 002X");
  await button(page, "提交").click();
  await see(page, "已保存");
  await button(page, "继续").click();
  await see(page, "王*明");
  await see(page, "已实名");
  const phone = await kept(page);
  assert.ok(!JSON.stringify(phone).includes("19491231"), "the number is not kept on the phone");
  assert.ok(!page.url().includes("1949"));
}));

test("everything held is copied in clear only when asked for", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await visit(page, `${url}/me/data`);
  await see(page, "138****8001");
  assert.equal(await page.getByText(NUMBER).count(), 0);
  await page.getByRole("link", { name: /^复制我的全部信息/ }).click();
  await button(page, "显示完整内容").click();
  await page.getByRole("link", { name: "请填写收到的6位验证码。" }).waitFor();
  await page.getByLabel("我的手机号收到的验证码").fill(await codeAfter(page, button(page, "发到我的手机")));
  await button(page, "显示完整内容").click();
  const box = page.getByLabel("我的全部信息");
  await box.waitFor();
  const json = await box.inputValue();
  assert.ok(json.includes(NUMBER));
  JSON.parse(json);
  await page.getByRole("link", { name: "保存为文件" }).waitFor();
}));

test("a new phone number wants a code from the old one as well, and signs in afterwards", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await visit(page, `${url}/me/data/correct`);
  await page.getByLabel("我的手机号收到的验证码").fill(await codeAfter(page, button(page, "发到我的手机")));
  await page.getByLabel("新手机号", { exact: true }).fill("13800138002");
  await button(page, "获取验证码").click();
  const second = page.getByText(/验证码 \d{6}（没有真的发短信）/).nth(1);
  await second.waitFor();
  await page.getByLabel("新手机号收到的验证码").fill(/\d{6}/.exec(await second.textContent())[0]);
  await page.getByRole("button", { name: "保存", exact: true }).last().click();
  await see(page, "已更正。");
  await visit(page, `${url}/me`);
  await see(page, "138****8002");
}));

test("a deletion can be asked for and taken back, and says until when", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await visit(page, `${url}/me/data/close`);
  await button(page, "申请注销").click();
  await page.getByRole("heading", { name: "正在注销" }).waitFor();
  await page.getByText(/最迟 .+ 完成/).waitFor();
  await button(page, "我不注销了").click();
  await button(page, "申请注销").waitFor();
  await until(() => page.getByRole("heading", { name: "正在注销" }).count(), (n) => n === 0, "no deletion");
}));

test("nobody has looked yet, and the page says so", story({}, async ({ page, url }) => {
  await signIn(page, url, NUMBER);
  await see(page, "138****8001");
  await visit(page, `${url}/me/receipts`);
  await see(page, "还没有人查看过您的完整信息。");
}));

const looks = { light: {}, dark: { phone: { colorScheme: "dark" } }, 长辈版: { elder: true } };
for (const [name, options] of Object.entries(looks)) {
  test(`no page of the resident's own has a serious or critical fault in ${name}`, story(options, async ({ page, url }) => {
    if (options.elder) await asElder(page);
    await signIn(page, url, NUMBER);
    await see(page, "138****8001");
    const wrong = {};
    for (const path of OWN) {
      await visit(page, url + path);
      const found = await faults(page);
      if (found.length) wrong[path] = found;
    }
    assert.deepEqual(wrong, {});
  }));
}
