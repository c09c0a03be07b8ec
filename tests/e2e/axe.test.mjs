// axe-core on every page, in light, dark and 长辈版: nothing serious or critical.
import assert from "node:assert/strict";
import { test } from "node:test";
import { story } from "../lib/app.mjs";
import { faults } from "../lib/axe.mjs";
import { ADDRESSES } from "../lib/pages.mjs";
import { survey } from "../lib/walk.mjs";

const looks = { light: {}, dark: { phone: { colorScheme: "dark" } }, 长辈版: { elder: "1" } };
for (const [name, options] of Object.entries(looks)) {
  test(`no page has a serious or critical fault in ${name}`, async () => {
    assert.deepEqual((await survey(options, ADDRESSES, { faults })()).faults, {});
  });
}

test("the page for phones that are too old has none either", story({}, async ({ page, url }) => {
  await page.addInitScript(() => { delete window.WebAssembly; });
  await page.goto(url);
  await page.getByText("您的手机暂时打不开完整版").waitFor();
  assert.deepEqual(await faults(page), []);
}));
