// The desk: staff sign in, take in a walk-in, accept by keyboard, ask for what is missing, route; the bureau finishes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, settled, story, until, visit } from "../lib/app.mjs";
import { faults } from "../lib/axe.mjs";
import { beginIntake, takeIn } from "../lib/counter.mjs";
import { DESK, PASSWORD, colleague, openByNumber, signInAtDesk } from "../lib/staff.mjs";

const desk = (run) => story({ phone: DESK }, run);

test("a wrong password says what to do and signs nobody in", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan", "not the password");
  await page.getByRole("alert").waitFor();
  assert.equal(new URL(page.url()).pathname, "/desk/sign-in");
  await page.goto(`${url}/desk/inbox?show=due`);
  await heading(page, "工作人员登录");
  await page.getByLabel("账号").fill("sg-hanyuan");
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await heading(page, "待办");
  assert.equal(new URL(page.url()).search, "?show=due", "the page that was asked for");
}));

test("a mother without a phone: taken in, slip, accepted by keyboard, routed by its item, finished by the bureau", desk(async ({ page, url, complaints }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  const number = await takeIn(page, url);
  assert.match(number, /^\d{8}-\d{6}-\d$/);
  await see(page, "灵活就业人员养老保险参保登记（SB-07）");
  await page.getByRole("link", { name: "待办" }).click();
  await heading(page, "待办");
  await page.getByRole("row", { name: /灵活就业/ }).waitFor();
  await page.keyboard.press("j");
  await until(() => page.evaluate(() => document.activeElement?.textContent), (t) => /灵活就业/.test(t), "focus in the row");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  assert.match(page.url(), /case=/);
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "确认受理" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "确认受理" }).click();
  await see(page, "已完成：受理");
  await see(page, /区人社局（社保）/);
  await page.keyboard.press("Escape");
  await until(() => page.url(), (u) => !u.includes("case="), "back on the list");
  await colleague(url, "ks-renshe", async (officer) => {
    await openByNumber(officer, url, number);
    await officer.getByRole("button", { name: "办结", exact: true }).click();
    await officer.getByLabel("办理结果", { exact: false }).first().fill("已登记成功");
    await officer.getByRole("button", { name: "确认办结" }).click();
    await see(officer, "已完成：办结");
  });
  assert.deepEqual(complaints, []);
}));

test("the slip is printed when a matter is taken in, and not when it is looked at again", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await takeIn(page, url);
  await until(() => page.evaluate(() => window.printed), (n) => n === 1, "the slip is printed");
  await page.reload();
  await settled(page);
  await see(page, "灵活就业人员养老保险参保登记（SB-07）");
  assert.equal(await page.evaluate(() => window.printed), undefined);
}));

test("a desk without a mouse: accept, route, finish and on to the next case", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  const number = await takeIn(page, url);
  await openByNumber(page, url, number);
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  await page.keyboard.press("a");
  await page.getByLabel(/给申请人的话/).fill("材料齐全");
  await page.keyboard.press("Control+Enter");
  await see(page, "已完成：受理");
  await colleague(url, "ks-renshe", async (officer) => {
    const cases = officer.getByRole("row", { name: /灵活就业/ });
    await cases.first().waitFor();
    await officer.keyboard.press("z");
    await officer.getByRole("heading", { name: "转科室" }).waitFor();
    await officer.getByRole("radio", { name: "综合窗口" }).waitFor();
    await officer.keyboard.press("Escape");
    await officer.keyboard.press("f");
    await officer.getByLabel("办理结果", { exact: false }).first().fill("已登记成功");
    await officer.keyboard.press("Control+Enter");
    await see(officer, "已完成：办结");
    await officer.keyboard.press("?");
    await officer.getByRole("dialog", { name: "键盘操作" }).getByText("打开下一件").waitFor();
    await officer.keyboard.press("Escape");
    await officer.getByRole("link", { name: "我经手的" }).click();
    await officer.getByText("现在在：区人社局（社保）").waitFor();
  });
}));

/** Lines of an inbox, made up: so many of a matter that is due one day. */
const madeUp = (from, count) => Array.from({ length: count }, (_, at) => ({
  id: `01930b9e-6a7b-7c3a-9d1b-${String(from + at).padStart(12, "0")}`, number: "20261122-000418-7", item: "SB-07",
  item_name: `示例事项${from + at}`, applicant_masked: "张*", community: "hanyuan", community_name: "汉源社区", state: "received",
  light: "green", due: "2026-11-25", left: 3, source: "phone", queue: { kind: "window" }, held_by: "", urged: false, version: 1,
}));

test("J behind the last row brings the next page and goes on there", desk(async ({ page, url }) => {
  await page.route("**/api/desk/inbox*", (route) => {
    const next = new URL(route.request().url()).searchParams.get("after");
    const body = next ? { rows: madeUp(4, 2), open: 5, overdue: 0 } : { rows: madeUp(1, 3), open: 5, overdue: 0, next: "2026-11-25~x" };
    return route.fulfill({ json: body });
  });
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await page.getByRole("row", { name: /示例事项3/ }).waitFor();
  const focused = (name) => until(() => page.evaluate(() => document.activeElement?.textContent), (t) => t === name, `focus on ${name}`);
  for (const at of [2, 3, 4, 5]) {
    await page.keyboard.press("j");
    await focused(`示例事项${at}`);
  }
  assert.equal(await page.getByRole("row", { name: /示例事项/ }).count(), 5);
}));

test("what is missing is asked for once, with a preview", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  const number = await takeIn(page, url);
  await openByNumber(page, url, number);
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  await page.keyboard.press("b");
  const paper = page.locator(".d-lack input").first();
  await paper.check();
  await page.getByLabel(/哪里不对/).first().fill("缺反面");
  await see(page, "申请人将看到：");
  await page.getByRole("button", { name: "确认一次性补正" }).click();
  await see(page, "已完成：一次性补正");
  await see(page, /等申请人补齐/);
}));

test("somebody was faster: the panel is read again and nothing typed is lost", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  const number = await takeIn(page, url);
  await openByNumber(page, url, number);
  await page.getByRole("button", { name: "不予受理" }).click();
  await page.getByLabel(/不予受理的原因/).fill("写到一半的原因");
  await colleague(url, "sj-hanyuan", async (other) => {
    await openByNumber(other, url, number);
    await other.getByRole("button", { name: "受理", exact: true }).click();
    await other.getByRole("button", { name: "确认受理" }).click();
    await see(other, "已完成：受理");
  });
  await page.getByRole("button", { name: "确认不予受理" }).click();
  await page.getByRole("alert").first().waitFor();
  assert.equal(await page.getByLabel(/不予受理的原因/).inputValue(), "写到一半的原因");
  await see(page, /已受理，办理中/);
}));

test("a case of another community is not to be found", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  const number = await takeIn(page, url);
  await page.getByRole("link", { name: "打开这个办件" }).click();
  await until(() => page.url(), (u) => u.includes("case="), "address of the case");
  const link = page.url();
  await colleague(url, "sg-taihang", async (other) => {
    await openByNumber(other, url, number);
    await see(other, /没有找到这个编号/);
    await other.goto(link);
    await settled(other);
    await other.locator("#panel").getByRole("alert").waitFor();
    assert.equal(await other.getByText("示例婆婆").count(), 0);
  });
}));

test("a personal value is masked, shown by a logged act, and hidden again", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  const number = await takeIn(page, url);
  await page.clock.install();
  await openByNumber(page, url, number);
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  assert.equal(await page.getByText("示例婆婆").count(), 0);
  await page.getByRole("button", { name: /查看（会记录）.*姓名/ }).click();
  await page.getByText("示例婆婆").waitFor();
  await page.clock.runFor(31_000);
  await until(() => page.getByText("示例婆婆").count(), (n) => n === 0, "the name is hidden again");
}));

test("all personal values are shown by one logged act, on the panel and on the sheet", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await openByNumber(page, url, await takeIn(page, url));
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  await page.getByRole("button", { name: "查看全部信息（会记录）" }).click();
  await page.getByText("示例婆婆").waitFor();
  await page.getByRole("button", { name: "隐藏全部信息" }).click();
  await until(() => page.getByText("示例婆婆").count(), (n) => n === 0, "the name is hidden again");
  await page.getByRole("link", { name: "打印办件单" }).click();
  await heading(page, "办件单");
  assert.equal(await page.getByText("示例婆婆").count(), 0);
  await page.getByRole("button", { name: "查看全部信息（会记录）" }).click();
  await page.getByText("示例婆婆").waitFor();
}));

test("an idle desk is covered and asks for the password; what was typed is still there", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await page.clock.install();
  await page.getByRole("link", { name: "一窗受理" }).click();
  await heading(page, "一窗受理");
  await page.getByLabel("姓名").fill("写到一半");
  await page.clock.fastForward("02:00:00");
  await page.clock.runFor(6_000);
  await see(page, "屏幕已锁定");
  assert.equal(await page.getByLabel("姓名").isVisible(), false);
  await page.getByLabel("密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByLabel("姓名").waitFor();
  assert.equal(await page.getByLabel("姓名").inputValue(), "写到一半");
}));

test("whoever leads a community chooses whose queue is shown, and nobody else is asked", desk(async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  assert.equal(await page.getByLabel("在哪里办").count(), 0);
  await takeIn(page, url);
  await colleague(url, "sj-hanyuan", async (secretary) => {
    const row = secretary.getByRole("row", { name: /灵活就业/ });
    await row.waitFor();
    const queue = secretary.getByLabel("在哪里办");
    await until(() => queue.getByRole("option").count(), (n) => n > 5, "the bureaus");
    // While a list is on its way no row stands either: what the server answered decides.
    const listed = async (label) => {
      const answered = secretary.waitForResponse((r) => new URL(r.url()).pathname === "/api/desk/inbox");
      await queue.selectOption(label);
      return (await (await answered).json()).rows.length;
    };
    assert.equal(await listed("区人社局（社保）"), 0, "it is at the window");
    await until(() => row.count(), (n) => n === 0, "no row is left");
    assert.equal(await listed("社区窗口"), 1);
    await row.waitFor();
    assert.match(secretary.url(), /queue=window/);
    await secretary.goBack();
    await until(() => queue.inputValue(), (value) => value === "区人社局（社保）", "back is one step");
  });
}));

test("residents never load the desk", story({}, async ({ page, url }) => {
  const asked = [];
  page.on("request", (r) => asked.push(new URL(r.url()).pathname));
  await visit(page, url);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", undefined, { timeout: 30_000 });
  const kept = await page.evaluate(async () => {
    const names = [];
    for (const key of await caches.keys()) for (const request of await (await caches.open(key)).keys()) names.push(new URL(request.url).pathname);
    return names;
  });
  assert.ok(kept.some((p) => p.endsWith("/guide.wasm")), "the worker has kept the rooms");
  assert.deepEqual([...asked, ...kept].filter((p) => p.includes("desk")), []);
}));

test("the desk has no serious fault: sign-in, inbox, case, intake, slip, narrow and dark", desk(async ({ page, url }) => {
  const wrong = {};
  const look = async (name) => {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const found = await faults(page);
      if (found.length) wrong[`${name}, ${colorScheme}`] = found;
    }
    await page.emulateMedia({ colorScheme: "light" });
  };
  await visit(page, `${url}/desk/sign-in`);
  await look("sign-in");
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await page.getByText("这里没有件了").waitFor();
  await look("empty inbox");
  await page.getByRole("link", { name: "一窗受理" }).click();
  await heading(page, "一窗受理");
  await look("intake");
  await beginIntake(page, url);
  await look("intake with its form");
  const number = await takeIn(page, url);
  await look("slip");
  await openByNumber(page, url, number);
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  await look("case");
  await page.keyboard.press("b");
  await look("supplement");
  await page.setViewportSize({ width: 360, height: 780 });
  await look("case on a phone");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 360, `${wide} px wide`);
  assert.deepEqual(wrong, {});
}));
