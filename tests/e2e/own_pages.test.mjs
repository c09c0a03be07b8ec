// The pages of somebody who is signed in, with a matter under way: large enough, nothing cut, nothing that axe minds, in every look.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, settled, story, visit } from "../lib/app.mjs";
import { inspect } from "../lib/inspect.mjs";
import { ITEM_NAME } from "../lib/pages.mjs";
import { picture, resident } from "../lib/people.mjs";
import { NEW, begin, confirm, debit, home, next, pay, photos, summary, work } from "../lib/sb07.mjs";
import { accept, askForIdPhoto, grant } from "../lib/staff.mjs";

/** Looks at pages one after the other; `all()` is what was wrong, by page. */
function looking(page) {
  const wrong = {};
  const look = async (where) => {
    await settled(page);
    const found = await inspect(page);
    if (Object.keys(found).length) wrong[where] = found;
  };
  return { look, all: () => wrong };
}

test("each page of a form holds in every look, with mistakes and without", story({}, async ({ page, url }) => {
  const { look, all } = looking(page);
  await resident(page, url);
  await look("online services");
  await visit(page, url + NEW);
  await look("before the first question");
  await begin(page, url);
  await next(page).click();
  await summary(page).waitFor();
  await look("mistakes");
  await work(page);
  await look("place");
  await home(page);
  await look("month and amount");
  await pay(page);
  await page.getByRole("radio", { name: /银行每月自动扣/ }).check();
  await look("card");
  await debit(page);
  await look("photos");
  await photos(page);
  await look("everything before it is sent");
  await visit(page, `${url}/me/outbox`);
  await look("a draft among what waits");
  assert.deepEqual(all(), {});
}));

test("each page of a case holds in every look, from the number to the grade", story({}, async ({ page, url }) => {
  const { look, all } = looking(page);
  await resident(page, url);
  await begin(page, url);
  for (const step of [work, home, pay, debit, photos, confirm]) await step(page);
  await heading(page, "已提交");
  await look("sent");
  const number = await page.getByText(/^\d{8}-\d{6}-\d$/).textContent();
  await visit(page, `${url}/apply/cases`);
  await look("my cases");
  await page.getByRole("link", { name: new RegExp(`^${ITEM_NAME}`) }).click();
  await heading(page, ITEM_NAME);
  await look("received");
  const address = page.url();
  await page.getByRole("link", { name: "撤回申请" }).click();
  await heading(page, "要撤回这个申请吗？");
  await look("withdraw");
  await askForIdPhoto(url, number);
  await visit(page, address);
  await see(page, /反光看不清/);
  await look("something is missing");
  await page.getByRole("link", { name: "现在补交" }).click();
  await heading(page, "补交材料");
  await page.getByRole("button", { name: "补交", exact: true }).click();
  await summary(page).waitFor();
  await look("complete, with a mistake");
  await page.getByLabel(/拍照或从相册选/).setInputFiles(picture(800, 500));
  await page.getByRole("button", { name: "删除第1张" }).waitFor();
  await page.getByRole("button", { name: "补交", exact: true }).click();
  await heading(page, ITEM_NAME);
  await accept(url, number);
  await grant(url, number);
  await visit(page, address);
  await see(page, "已登记，下月起按月缴费");
  await look("granted");
  await page.getByRole("link", { name: "评价这次办理" }).click();
  await heading(page, "评价这次办理");
  await look("rate");
  for (const path of ["/me", "/me/messages", "/me/data", "/me/data/export", "/me/data/correct", "/me/data/withdraw", "/me/data/close", "/me/receipts", "/me/sessions", "/me/sign-out"]) {
    await visit(page, url + path);
    await look(path);
  }
  assert.deepEqual(all(), {});
}));
