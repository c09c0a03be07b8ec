// The rarer acts on a case, and what the applicant reads of each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, story, visit } from "../lib/app.mjs";
import { ITEM_NAME } from "../lib/pages.mjs";
import { resident } from "../lib/people.mjs";
import { confirm, fillAll } from "../lib/sb07.mjs";
import { colleague, openByNumber } from "../lib/staff.mjs";

/** An application that was sent; its number and its page. */
async function sent(page, url) {
  await resident(page, url);
  await fillAll(page, url);
  await confirm(page);
  await heading(page, "已提交");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  const path = await page.getByRole("link", { name: "查看办理进度" }).getAttribute("href");
  return { number, open: async () => { await visit(page, url + path); await heading(page, ITEM_NAME); } };
}

/** Opens an act, which may wait below 更多操作, types its text and confirms it. */
async function act(page, name, fields = {}) {
  const button = page.getByRole("button", { name, exact: true });
  if (!(await button.isVisible())) await page.getByText("更多操作").click();
  await button.click();
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
  await page.getByRole("button", { name: `确认${name}` }).click();
  await see(page, `已完成：${name}`);
}

test("a case stands for a special step, goes on, is refused with remedies, and the refusal is taken back", story({}, async ({ page, url }) => {
  const { number, open } = await sent(page, url);
  await colleague(url, "sg-hanyuan", async (worker) => {
    await openByNumber(worker, url, number);
    await act(worker, "受理");
  });
  await colleague(url, "ks-renshe", async (officer) => {
    await openByNumber(officer, url, number);
    const end = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await act(officer, "特殊环节开始", { "是哪个特殊环节": "现场核查", "预计哪天结束": end });
    await open();
    await see(page, /正在走特殊环节.*预计.*结束/);
    await see(page, /现在暂停，特殊环节结束后接着算/);
    await act(officer, "特殊环节结束");
    await act(officer, "登记部门编号", { "部门系统里的编号": "示例-0001" });
    await act(officer, "不予办理", { "不予办理的原因和依据": "演示：已有单位缴费。" });
    await open();
    await see(page, /已有单位缴费/);
    await see(page, /行政复议/);
    await see(page, /示例-0001/);
    await act(officer, "冲正上一步", { "为什么要冲正": "点错了" });
    await officer.getByRole("button", { name: "办结", exact: true }).waitFor();
  });
  await open();
  await see(page, "已更正");
  assert.equal(await page.getByRole("heading", { name: "办理结果" }).count(), 0, "there is no result any more");
}));

test("a case is withdrawn at the window as the applicant asked, and the applicant reads it", story({}, async ({ page, url }) => {
  const { number, open } = await sent(page, url);
  await colleague(url, "sg-hanyuan", async (worker) => {
    await openByNumber(worker, url, number);
    await act(worker, "发消息", { "给申请人发一条消息": "演示：请保持电话畅通" });
    await act(worker, "代为撤回", { "申请人怎样提出撤回": "申请人电话提出" });
  });
  await open();
  await see(page, /请保持电话畅通/);
  await see(page, /窗口按本人意愿撤回/);
  await see(page, "窗口按您的意思撤回了申请");
}));

test("a bad grade reaches whoever calls back, with its words, and the applicant is told", story({}, async ({ page, url }) => {
  const { number, open } = await sent(page, url);
  await colleague(url, "sg-hanyuan", async (worker) => {
    await openByNumber(worker, url, number);
    await act(worker, "不予受理", { "不予受理的原因，以及可以去哪里办": "演示：不归这里办" });
  });
  await open();
  await page.getByRole("link", { name: "评价这次办理" }).click();
  await page.getByRole("radio", { name: "不满意", exact: true }).check();
  await page.getByLabel(/还想说什么/).fill("演示：没说清楚去哪里办");
  await page.getByRole("button", { name: "提交评价" }).click();
  await heading(page, "谢谢您的评价");
  await colleague(url, "sj-hanyuan", async (secretary) => {
    await openByNumber(secretary, url, number);
    await see(secretary, "演示：没说清楚去哪里办");
    await see(secretary, "回访期限");
    await act(secretary, "差评回访", { "回访了解到什么，怎样改进": "演示：已致电说明" });
    await see(secretary, "演示：已致电说明");
  });
  await visit(page, `${url}/me/messages`);
  await see(page, /评价已回访/);
}));
