// 在线办理: fill a form on the phone, send it, follow it, with and without a signal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, kept, see, settled, story, until, visit } from "../lib/app.mjs";
import { faults } from "../lib/axe.mjs";
import { WORKERS, noServiceWorker } from "../lib/broken.mjs";
import { ITEM, ITEM_NAME } from "../lib/pages.mjs";
import { agree, idNumber, phoneNumber, picture, realNameHere, resident, signInHere } from "../lib/people.mjs";
import { NEW, begin, confirm, debit, fillAll, home, next, pay, photos, shot, summary, work } from "../lib/sb07.mjs";
import { asElder } from "../lib/walk.mjs";

const posts = (page, what) => {
  const found = [];
  page.on("request", (r) => { if (r.method() === "POST" && new URL(r.url()).pathname === what) found.push(r); });
  return found;
};

const myCases = (page) => page.evaluate(async () => (await (await fetch("/api/apply/cases")).json()).cases);

const fromGuideToNumber = async ({ page, url, complaints }) => {
  await visit(page, url + ITEM);
  await page.getByRole("link", { name: "在线申请" }).first().click();
  await heading(page, ITEM_NAME);
  await page.getByRole("radio", { name: "汉源社区" }).check();
  await page.getByRole("button", { name: "开始填写" }).click();
  await signInHere(page, phoneNumber(1));
  await realNameHere(page, "演小示", idNumber(1));
  await heading(page, "以前单位的社保停了吗？");
  assert.equal(await page.getByLabel("您的姓名").count(), 0, "what is known is not asked");
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await photos(page);
  await see(page, "演*示");
  await page.getByRole("link", { name: "修改您现在住在哪里？" }).click();
  await page.getByLabel("您现在住在哪里？").fill("汉源国际丽城3幢2单元502");
  await next(page).click();
  await heading(page, "核对信息");
  await see(page, "汉源国际丽城3幢2单元502");
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await see(page, "建议截图保存这一页");
  await page.getByText(/前答复您$/).waitFor();
  assert.equal((await myCases(page)).length, 1);
  await page.goBack();
  await heading(page, "已提交");
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await heading(page, ITEM_NAME);
  await see(page, number);
  await page.getByRole("heading", { name: "办理经过" }).waitFor();
  assert.deepEqual(complaints.filter((c) => !/401/.test(c)), []);
};
for (const [where, script] of WORKERS) test(`from the guide a guest is led over sign-in and real name to the form, is told what is known, and gets a number${where}`, story({ script }, fromGuideToNumber));

test("a tap before the server said who is here asks nothing that is known", story({}, async ({ page, url }) => {
  await resident(page, url);
  let answer;
  const tapped = new Promise((resolve) => { answer = resolve; });
  await page.route("**/api/identity/me", async (route) => { await tapped; await route.continue(); });
  await visit(page, url + NEW);
  await page.getByRole("button", { name: "开始填写" }).click();
  answer();
  await heading(page, "以前单位的社保停了吗？");
  assert.equal(await page.getByText("第 1 步，共").count(), 1);
}));

test("begun without a signal, what is known is not asked any more once it is", story({}, async ({ page, url }) => {
  await resident(page, url);
  await visit(page, url + NEW);
  await page.route("**/api/identity/me", (route) => route.abort());
  await page.reload();
  await settled(page);
  await page.getByRole("button", { name: "开始填写" }).click();
  await heading(page, "核对您的身份");
  await page.unrouteAll();
  await page.reload();
  await heading(page, "以前单位的社保停了吗？");
}));

test("下一步 names every mistake on top and at its field, in the same words, and takes the focus there", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await next(page).click();
  await summary(page).waitFor();
  await until(() => page.evaluate(() => document.activeElement.id), (id) => id === "wrongs", "focus on the summary");
  assert.match(await page.title(), /^出错：/);
  const lines = await summary(page).getByRole("link").allTextContents();
  assert.equal(lines.length, 2);
  for (const line of lines) assert.equal(await page.getByText(line, { exact: true }).count(), 2, line);
  await summary(page).getByRole("link").first().click();
  await until(() => page.evaluate(() => document.activeElement.type), (t) => t === "radio", "focus in the field");
  await home(page);
  assert.doesNotMatch(await page.title(), /^出错/);
  assert.equal(await summary(page).count(), 0);
}));

test("back goes one page at a time with what was answered, and 上一步 too", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  await see(page, "第 1 步，共 6 步");
  await work(page);
  await home(page);
  await page.goBack();
  await heading(page, "您的户口和住处");
  assert.equal(await page.getByLabel("您现在住在哪里？").inputValue(), "汉源国际丽城3幢2单元501");
  await page.getByRole("button", { name: "上一步" }).click();
  await heading(page, "以前单位的社保停了吗？");
  assert.equal(await page.getByRole("radio", { name: "已经停保" }).isChecked(), true);
  await page.goBack();
  await heading(page, ITEM_NAME);
}));

test("a condition opens its field at once, and a wrong card number is named at 下一步 only", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await home(page);
  await pay(page);
  await page.getByRole("radio", { name: /银行每月自动扣/ }).check();
  const card = page.getByLabel("您本人的银行卡号");
  await card.fill("6222 0202 0001 2345 671");
  assert.equal(await summary(page).count(), 0);
  await next(page).click();
  await summary(page).waitFor();
  assert.equal(await card.getAttribute("aria-invalid"), "true");
  await card.fill("６２２２０２０２０００１２３４５６７０");
  await card.blur();
  assert.equal(await card.inputValue(), "6222 0202 0001 2345 670");
}));

test("photos of the wrong kind are refused with a sentence, good ones are shown, retaken and removed", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  assert.equal(await shot(page, 0).getAttribute("capture"), null);
  await shot(page, 0).setInputFiles({ name: "a.heic", mimeType: "image/heic", buffer: Buffer.from("x") });
  await see(page, "HEIC");
  await shot(page, 0).setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ not a photo") });
  await see(page, "这张照片打不开");
  await shot(page, 0).setInputFiles({ name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") });
  await see(page, "只能交照片");
  await shot(page, 0).setInputFiles(picture(4000, 3000));
  const image = page.getByRole("img", { name: "第1张照片" });
  await image.waitFor();
  assert.deepEqual(await image.evaluate((i) => i.decode().then(() => [i.naturalWidth, i.naturalHeight])), [2000, 1500]);
  await page.getByLabel("重拍第1张").setInputFiles(picture(300, 200));
  await until(() => page.getByRole("img", { name: "第1张照片" }).evaluate((i) => i.naturalWidth).catch(() => 0), (w) => w === 300, "the new photo");
  await page.getByRole("button", { name: "删除第1张" }).click();
  await until(() => page.getByRole("img", { name: "第1张照片" }).count(), (n) => n === 0, "no photo");
}));

/** Fills the form with no signal and submits it: it waits. */
async function submitWithoutSignal({ page, url, context }) {
  await resident(page, url);
  await kept(page);
  await visit(page, url + NEW);
  await page.getByRole("button", { name: "开始填写" }).waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: "开始填写" }).click();
  await heading(page, "以前单位的社保停了吗？");
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await photos(page);
  await confirm(page);
  await heading(page, "待发送");
  await see(page, "有信号时打开云邻会自动发送");
}

const withoutSignal = async ({ page, url, context }) => {
  await submitWithoutSignal({ page, url, context });
  await context.setOffline(false);
  await heading(page, "已提交");
  assert.equal((await myCases(page)).length, 1);
};
for (const [where, script] of WORKERS) test(`filled and submitted with no signal it waits, and goes by itself as one case when the signal is back${where}`, story({ script }, withoutSignal));

test("with no service worker what was submitted with no signal outlives the tab, and goes as one case when the app opens again", story({ script: noServiceWorker }, async ({ page, url, context }) => {
  await submitWithoutSignal({ page, url, context });
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  const sent = posts(again, "/api/apply/cases");
  await visit(again, url);
  await until(() => myCases(again), (cases) => cases.length === 1, "one case");
  assert.equal(sent.length, 1);
}));

test("the counter that was chosen before signing in is the one that gets the application", story({}, async ({ page, url }) => {
  await page.addInitScript(() => {
    for (const [key, value] of [["slug", "hanyuan"], ["name", "汉源社区"], ["sub", ""]]) localStorage.setItem(`community_${key}`, value);
  });
  await visit(page, url + NEW);
  await page.getByRole("radio", { name: "太行路社区" }).check();
  await page.getByRole("button", { name: "开始填写" }).click();
  await signInHere(page, phoneNumber(4));
  await realNameHere(page, "演小示", idNumber(4));
  await heading(page, "以前单位的社保停了吗？");
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await photos(page);
  await see(page, "太行路社区");
}));

test("a double tap on 提交 is one case", story({}, async ({ page, url }) => {
  await resident(page, url);
  const sent = posts(page, "/api/apply/cases");
  await fillAll(page, url);
  await page.getByRole("checkbox", { name: "我看过了，以上属实" }).check();
  await page.getByRole("button", { name: "提交" }).evaluate((b) => { b.click(); b.click(); });
  await heading(page, "已提交");
  assert.equal(new Set(sent.map((r) => r.postDataJSON().id)).size, 1);
  assert.equal((await myCases(page)).length, 1);
}));

test("without the tick at the declaration nothing is sent", story({}, async ({ page, url }) => {
  await resident(page, url);
  const sent = posts(page, "/api/apply/cases");
  await fillAll(page, url);
  assert.equal(await page.getByRole("checkbox", { name: "我看过了，以上属实" }).isChecked(), false);
  await page.getByRole("button", { name: "提交" }).click();
  await summary(page).getByRole("link", { name: /请看完声明/ }).click();
  await until(() => page.evaluate(() => document.activeElement.type), (t) => t === "checkbox", "focus at the tick");
  assert.equal(sent.length, 0);
}));

test("a second application for the same item is refused with the way to the running one", story({}, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "没有提交成功");
  await page.getByRole("link", { name: "看正在办的那一件" }).click();
  await heading(page, "我的办件");
  await until(() => page.getByRole("link", { name: new RegExp(`^${ITEM_NAME}.*看材料`) }).count(), (n) => n === 1, "one case");
}));

test("the resident withdraws after being told what follows", story({}, async ({ page, url }) => {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  await page.getByRole("link", { name: "查看办理进度" }).click();
  await page.getByRole("link", { name: "撤回申请" }).click();
  await see(page, "以后还可以重新申请");
  await page.getByRole("button", { name: "撤回申请" }).click();
  await heading(page, ITEM_NAME);
  await see(page, "已撤回");
  await visit(page, `${url}/apply/cases`);
  await page.getByRole("heading", { name: "已结束" }).waitFor();
}));

test("progress by number and the last four digits needs no sign-in and shows no personal data", story({}, async ({ page, url, context }) => {
  await resident(page, url, 7);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await context.clearCookies();
  await visit(page, `${url}/apply/progress`);
  await page.getByRole("button", { name: "查进度" }).click();
  await summary(page).waitFor();
  await page.getByLabel("办件编号").fill(number.replaceAll("-", " "));
  await page.getByLabel("后四位").fill(phoneNumber(7).slice(-4));
  await page.getByRole("button", { name: "查进度" }).click();
  await page.getByRole("heading", { level: 2, name: ITEM_NAME }).waitFor();
  const text = await page.getByRole("main").innerText();
  assert.doesNotMatch(text, /演小示|汉源国际丽城3幢|1[3-9]\d{9}/);
}));

test("nobody who never signed in here is let in without a signal, and is told why", story({}, async ({ page, url, context }) => {
  await visit(page, url + NEW);
  await kept(page);
  await page.getByRole("radio", { name: "汉源社区" }).check();
  await context.setOffline(true);
  await page.getByRole("button", { name: "开始填写" }).click();
  await page.getByRole("alert").filter({ hasText: "第一次填写要先登录" }).waitFor();
}));

test("the whole form can be filled by keyboard alone", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  const focused = () => page.evaluate(() => (document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent || "").trim());
  const tabTo = async (wanted) => {
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press("Tab");
      if (wanted.test(await focused())) return;
    }
    assert.fail(`${wanted} cannot be reached; focus ended on ${await focused()}`);
  };
  await tabTo(/没有在单位/);
  await page.keyboard.press("Space");
  await tabTo(/^下一步$/);
  await page.keyboard.press("Enter");
  await heading(page, "您的户口和住处");
  await tabTo(/在本区/);
  await page.keyboard.press("Space");
  await tabTo(/您现在住在哪里/);
  await page.keyboard.type("3幢501");
  await page.keyboard.press("Enter");
  await heading(page, "从哪个月开始缴，缴多少？");
}));

test("the notice comes before the first question, and 不同意 leads back", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  const address = page.url();
  await page.evaluate(async () => {
    const headers = { "content-type": "application/json", "x-yunlin-app": "1", "idempotency-key": crypto.randomUUID() };
    await fetch("/api/privacy/consents", { method: "POST", headers, body: JSON.stringify({ notice: "2026-11-29", agreed: false }) });
  });
  await page.goto(address);
  await heading(page, "填写之前");
  await agree(page);
  await heading(page, "以前单位的社保停了吗？");
}));

test("what was refused for a withdrawn consent is sent once it is given again", story({}, async ({ page, url }) => {
  await resident(page, url);
  await begin(page, url);
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await photos(page);
  await page.evaluate(async () => {
    const headers = { "content-type": "application/json", "x-yunlin-app": "1", "idempotency-key": crypto.randomUUID() };
    await fetch("/api/privacy/consents", { method: "POST", headers, body: JSON.stringify({ notice: "2026-11-29", agreed: false }) });
  });
  await confirm(page);
  await heading(page, "没有提交成功");
  await agree(page);
  await page.getByRole("button", { name: "重新发送" }).click();
  await heading(page, "已提交");
}));

test("长辈版: the same form with large buttons, from the start to the number", story({}, async ({ page, url }) => {
  await asElder(page);
  await resident(page, url);
  await begin(page, url);
  const box = await next(page).boundingBox();
  assert.ok(box.height >= 60, `${box.height} px`);
  await work(page);
  await home(page);
  await pay(page);
  await debit(page);
  await photos(page);
  await confirm(page);
  await heading(page, "已提交");
  await settled(page);
}));

for (const [name, device] of [["light", {}], ["dark", { colorScheme: "dark" }]]) {
  test(`no page of the form has a serious or critical fault in ${name}, with mistakes and without`, story({ phone: device }, async ({ page, url }) => {
    const wrong = {};
    const look = async (where) => { const found = await faults(page); if (found.length) wrong[where] = found; };
    await resident(page, url);
    await look("start");
    await visit(page, url + NEW);
    await look("begin");
    await begin(page, url);
    await next(page).click();
    await summary(page).waitFor();
    await look("mistakes");
    await work(page);
    await look("text");
    await home(page);
    await look("month");
    await pay(page);
    await page.getByRole("radio", { name: /银行每月自动扣/ }).check();
    await look("card");
    await debit(page);
    await photos(page);
    await look("check");
    assert.deepEqual(wrong, {});
  }));
}
