// Alerts at the desk: counted in the rail, known with a tap, mended where they lead. The rungs themselves are the server's tests.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, settled, story } from "../lib/app.mjs";
import { faults } from "../lib/axe.mjs";
import { takeIn } from "../lib/counter.mjs";
import { DESK, colleague, openByNumber, signInAtDesk } from "../lib/staff.mjs";

const ALERTS = "**/api/desk/alerts";
const nav = (page) => page.getByRole("navigation", { name: "工作台" }).getByRole("link", { name: /^提醒/ });
const press = (page, state, name) => page.getByRole("button", { name: new RegExp(`^${state}\\s*：${name}`) });

/** Contrast of an element's text on its own background, after WCAG 2.2. */
const contrast = (element) => element.evaluate((e) => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const { color, backgroundColor } = getComputedStyle(e);
  const [a, b] = [light(color), light(backgroundColor)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
});

/** A case at the counter, and what the ladder would say of it two days before its day. */
async function amber(page, url) {
  const number = await takeIn(page, url);
  await openByNumber(page, url, number);
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  const id = new URL(page.url()).searchParams.get("case");
  const about = { id, number, item_name: "灵活就业人员养老保险参保登记", community_name: "汉源社区" };
  return { subject: id, rung: "amber", due: "2026-03-06", told: "快到期，提醒经办人。", at: "2026-03-04T00:00:00Z", case: about, known: false };
}

/** Answers for the server, which has no such alert today; keeps what is known. */
async function told(page, rows) {
  const sent = [];
  await page.route(ALERTS, (route) => route.fulfill({ json: { rows, unknown: rows.filter((row) => !row.known).length } }));
  await page.route(`${ALERTS}/known`, (route) => {
    const body = route.request().postDataJSON();
    sent.push(body);
    for (const row of rows) if (row.subject === body.subject && row.rung === body.rung) row.known = true;
    return route.fulfill({ status: 201, json: {} });
  });
  return sent;
}

test("an alert is counted in the rail, leads to its case, and is known with a tap that keeps its place", story({ phone: DESK }, async ({ page, url, complaints }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  const calendar = { subject: "calendar", rung: "missing", due: "2026-11-01", told: "节假日安排还没有录入，请区管理员处理。", at: "2026-11-01T00:00:00Z", known: false };
  const row = await amber(page, url);
  const sent = await told(page, [row, calendar]);
  await page.reload();
  await nav(page).getByText("2 条没看过").waitFor();
  await nav(page).click();
  await heading(page, "提醒");
  await see(page, "快到期，提醒经办人。");
  assert.deepEqual(await faults(page), []);
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme });
    const ratio = await contrast(nav(page).locator("b"));
    assert.ok(ratio >= 4.5, `the number in the rail, ${colorScheme}: ${ratio.toFixed(2)}:1`);
  }
  await press(page, "知道了", row.case.item_name).press("Enter");
  await press(page, "已知道", row.case.item_name).waitFor();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^已知道/);
  await nav(page).getByText("1 条没看过").waitFor();
  assert.deepEqual(sent, [{ subject: row.subject, rung: "amber", due: row.due }]);
  await page.getByRole("link", { name: row.case.item_name }).click();
  await page.getByRole("heading", { level: 2, name: /灵活就业/ }).waitFor();
  assert.deepEqual(complaints, []);
}));

test("without alerts, and without a line, the page says so and what to do", story({ phone: DESK }, async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await nav(page).click();
  await heading(page, "提醒");
  await see(page, "没有提醒。您的件都在期限内。");
  await page.route(ALERTS, (route) => route.abort());
  await page.reload();
  await settled(page);
  await page.getByRole("alert").getByText(/没有连上网络/).waitFor();
  await page.unroute(ALERTS);
  await page.getByRole("button", { name: "重试" }).click();
  await see(page, "没有提醒。您的件都在期限内。");
}));

test("whoever left no phone is to be rung, until somebody says that they were told", story({ phone: DESK }, async ({ page, url }) => {
  await signInAtDesk(page, url, "sg-hanyuan");
  await heading(page, "待办");
  await openByNumber(page, url, await takeIn(page, url));
  await page.getByRole("button", { name: "受理", exact: true }).click();
  await page.getByRole("button", { name: "确认受理" }).click();
  await see(page, "已完成：受理");
  await colleague(url, "ks-renshe", async (officer) => {
    await nav(officer).click();
    await heading(officer, "提醒");
    await see(officer, /没有留手机，请打电话或上门告知：已受理/);
    await press(officer, "已告知", "灵活就业").click();
    await see(officer, "没有提醒。您的件都在期限内。");
  });
}));
