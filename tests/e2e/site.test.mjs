// Who runs the site, and where anybody may look up its filing: the foot of the home page and of a page about the app.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, see, story, visit } from "../lib/app.mjs";

const NAMED = {
  YUNLIN_HOST_UNIT: "某某街道办事处",
  YUNLIN_ORGANISER_UNIT: "某某社区",
  YUNLIN_SUPPORT_UNIT: "某某公司",
  YUNLIN_FILING_NO: "某ICP备00000000号",
  YUNLIN_POLICE_FILING_NO: "某公网安备00000000000000号",
};

const foot = (page) => page.locator("footer").filter({ visible: true });

/** Waits for the link, and says where it leads and whether it hands the page over. */
async function leads(page, name) {
  const link = foot(page).getByRole("link", { name, exact: true });
  await link.waitFor();
  return [await link.getAttribute("href"), await link.getAttribute("rel"), await link.getAttribute("target")];
}

for (const [path, title] of [["/", "云邻首页"], ["/about/contact", "投诉建议"]]) {
  test(`the foot of ${path} names the units and links both filings`, story({ server: { env: NAMED } }, async ({ page, url }) => {
    await visit(page, url + path);
    await heading(page, title);
    await foot(page).scrollIntoViewIfNeeded();
    await see(page, /主办单位：某某街道办事处.*承办单位：某某社区.*技术支持：某某公司/);
    assert.deepEqual(await leads(page, "某ICP备00000000号"), ["https://beian.miit.gov.cn/", "noopener", null]);
    assert.deepEqual(await leads(page, "某公网安备00000000000000号"), ["https://beian.mps.gov.cn/#/query/webSearch?code=00000000000000", "noopener", null]);
  }));

  test(`a demonstration makes up neither unit nor number at the foot of ${path}`, story({}, async ({ page, url }) => {
    await visit(page, url + path);
    await foot(page).scrollIntoViewIfNeeded();
    await see(page, "演示系统，主办、承办和技术支持单位未设置");
    assert.deepEqual(await leads(page, "演示系统，备案号未设置"), ["https://beian.miit.gov.cn/", "noopener", null]);
    assert.equal(await foot(page).getByRole("link", { name: /公网安备/ }).count(), 0);
  }));
}

test("the foot of the home page leads to the policy, the statement and to whom to complain", story({}, async ({ page, url }) => {
  for (const [name, path] of [["隐私政策", "/about/privacy"], ["无障碍声明", "/about/accessibility"], ["投诉建议", "/about/contact"]]) {
    await visit(page, url);
    await foot(page).getByRole("link", { name }).click();
    await heading(page, name);
    assert.equal(new URL(page.url()).pathname, path);
  }
}));

test("before the app is up, the foot of the home page already says where filings are looked up", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  await page.route("**/app.wasm", (route) => route.abort());
  await page.goto(url, { waitUntil: "domcontentloaded" });
  assert.deepEqual(await leads(page, "备案号查询"), ["https://beian.miit.gov.cn/", "noopener", null]);
}));
