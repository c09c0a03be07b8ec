// Lists whose data does not come: each says what to do, and its 重试 brings the list. The list of the guide is in offline.test.mjs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, story, until, visit } from "../lib/app.mjs";
import { resident } from "../lib/people.mjs";
import { DESK, signInAtDesk } from "../lib/staff.mjs";

const WAYS = {
  "the line is dead": (route) => route.abort(),
  "the server is in trouble": (route) => route.fulfill({ status: 503, contentType: "text/plain", body: "" }),
};
const RESIDENT = {
  "the places of the community": { path: "/community", title: "找到我的社区", asks: /\/api\/community\/places/, ready: /^汉源社区/ },
  "the resident's own cases": { path: "/apply/cases", title: "我的办件", asks: /\/api\/apply\/cases/, ready: /还没有办件/, own: true },
  "the messages": { path: "/me/messages", title: "消息", asks: /\/api\/messages$/, ready: /还没有消息/, own: true },
};
const noWorker = { serviceWorkers: "block" };

/** The list that does not come says so; once it can come, 重试 brings it. */
async function failsThenComes(page, asks, ready) {
  const trouble = page.getByRole("main").getByRole("alert").filter({ has: page.getByRole("button", { name: "重试" }) });
  const retry = trouble.getByRole("button", { name: "重试" });
  await retry.waitFor();
  assert.ok((await trouble.innerText()).replace("重试", "").trim().length > 5, "says what is the matter");
  await page.unroute(asks);
  await retry.click();
  await see(page, ready);
  await until(() => trouble.count(), (n) => n === 0, "no error");
}

for (const [way, broken] of Object.entries(WAYS)) {
  for (const [what, { path, title, asks, ready, own }] of Object.entries(RESIDENT)) {
    test(`${what}, when ${way}: an error with 重试 that works`, story({ phone: noWorker }, async ({ page, url }) => {
      if (own) await resident(page, url);
      await page.route(asks, broken);
      await page.goto(url + path);
      await heading(page, title);
      await failsThenComes(page, asks, ready);
    }));
  }

  test(`the inbox of the desk, when ${way}: an error with 重试 that works`, story({ phone: { ...DESK, ...noWorker } }, async ({ page, url }) => {
    await signInAtDesk(page, url, "sg-hanyuan");
    await heading(page, "待办");
    const asks = /\/api\/desk\/inbox/;
    await page.route(asks, broken);
    await visit(page, `${url}/desk/inbox`);
    await failsThenComes(page, asks, /这里没有件了/);
  }));
}
