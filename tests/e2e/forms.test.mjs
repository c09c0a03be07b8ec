// Each of the forms, good and bad, from the start page to the number.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { heading, story, until } from "../lib/app.mjs";
import { fillForm } from "../lib/forms.mjs";
import { next, summary, confirm } from "../lib/sb07.mjs";
import { resident } from "../lib/people.mjs";

const codes = (await readdir(new URL("../../data/forms", import.meta.url))).map((name) => name.replace(".toml", ""));
const formOf = (page, code) => page.evaluate(async (item) => (await (await fetch("/api/apply/forms")).json()).forms.find((f) => f.item === item), code);

for (const code of codes) {
  test(`${code}: nothing filled in is refused on the first page, wrong values are named, the right ones bring a number`, story({}, async ({ page, url, complaints }) => {
    await resident(page, url);
    const form = await formOf(page, code);
    await page.goto(`${url}/apply/new/${code}`);
    await page.getByRole("button", { name: "开始填写" }).click();
    // A first page of which everything is known is left out.
    const titles = form.steps.map((step) => step.title);
    await until(() => page.getByRole("heading", { level: 1 }).filter({ visible: true }).textContent(), (title) => titles.includes(title), "the first page");
    await next(page).click();
    await summary(page).waitFor();
    const named = await fillForm(page, url, form);
    const shaped = form.steps.flatMap((s) => s.fields).some((f) => !f.optional && !f.known && !f.when && ["name", "id_number", "phone", "any_phone", "bank_card", "date", "number"].includes(f.kind.type));
    assert.ok(named > 0 || !shaped, "no wrong value was tried");
    await confirm(page);
    await heading(page, "已提交");
    await page.getByText(/^\d{8}-\d{6}-\d$/).waitFor();
    assert.deepEqual(complaints, []);
  }));
}
