// Fills any form page by page, as its labels ask; on the way each value with a shape is given wrong once.
import assert from "node:assert/strict";
import { heading, until, visit } from "./app.mjs";
import { idNumber, picture } from "./people.mjs";
import { next, summary } from "./sb07.mjs";

/** Values by kind: what is wrong, what is right. */
const VALUES = {
  text: { good: "示例小区3号楼，敲门要大声" },
  name: { bad: "12345", good: "示例人" },
  id_number: { bad: "110105194912310021", good: idNumber(9) },
  phone: { bad: "1380013", good: "13800138099" },
  any_phone: { bad: "12", good: "0510-80001234" },
  bank_account: { bad: "1234", good: "0512345678901" },
  money: { bad: "1.234", good: "1234.50" },
  bank_card: { bad: "6222020200012345671", good: "6222020200012345670" },
  address: { good: "示例小区3号楼2单元501" },
};

/** Days that are right whenever the stories run: a date may have to lie near today. */
const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
const dates = { past: "20200315", future: "20991231", any: today };

function values(kind) {
  if (kind.type === "number") return { bad: String(kind.max + 1), good: String(kind.min + 1) };
  if (kind.type === "date") return { bad: "20260231", good: dates[kind.range] };
  return VALUES[kind.type];
}

/** The control of a field, if it shows; `part` is the page or one row of a repeated group. */
async function control(part, field) {
  const { type } = field.kind;
  const label = new RegExp(`^${field.label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(（选填）)?$`);
  if (["choice", "many", "community", "date", "month", "upload"].includes(type)) {
    const group = part.getByRole("group", { name: label }).first();
    return (await group.count()) ? group : null;
  }
  const single = part.getByLabel(label).first();
  return (await single.count()) ? single : null;
}

/** Fills one control; says whether the value was wrong on purpose. */
async function fill(found, field, wrong) {
  const { type } = field.kind;
  if (type === "choice" || type === "community") return void await found.getByRole("radio").first().check();
  if (type === "many") return void await found.getByRole("checkbox").first().check();
  if (type === "month") {
    await found.getByRole("combobox").first().selectOption({ index: 2 });
    return void await found.getByRole("combobox").last().selectOption("06");
  }
  if (type === "upload") {
    for (let n = 1; n <= field.kind.min; n += 1) {
      await found.getByLabel(/拍照或从相册选|再添/).last().setInputFiles(picture(320 + n, 240));
      await found.getByRole("button", { name: `删除第${n}张` }).waitFor();
    }
    return undefined;
  }
  const value = values(field.kind);
  const box = type === "date" ? found.getByRole("textbox").first() : found;
  await box.fill(wrong && value.bad ? value.bad : value.good);
  return Boolean(wrong && value.bad);
}

/** Fills what must be filled, with wrong values where there are any; the second time only what was wrong. */
async function fillStep(page, step, wrong) {
  let count = 0;
  for (const field of step.fields) {
    if (field.optional || (!wrong && !values(field.kind)?.bad)) continue;
    const found = await control(page.locator("#step"), field);
    if (found && await fill(found, field, wrong)) count += 1;
  }
  return count;
}

/** Begins on the start page that is open; where another place than the applicant's decides, no counter is chosen yet. */
export async function start(page) {
  const begin = page.getByRole("button", { name: "开始填写" });
  await begin.waitFor();
  const counter = page.getByRole("radio", { name: "汉源社区" });
  await counter.waitFor();
  if (!await counter.isChecked()) await counter.check();
  await begin.click();
}

/** From the start page to 核对信息; gives how many wrong values were named on the way. */
export async function fillForm(page, url, form) {
  await visit(page, `${url}/apply/new/${form.item}`);
  await start(page);
  let named = 0;
  for (let pages = 0; pages < 40; pages += 1) {
    const titles = [...form.steps.map((s) => s.title), "核对信息"];
    const title = await until(() => page.getByRole("heading", { level: 1 }).filter({ visible: true }).textContent(), (t) => titles.includes(t), "a page of the form");
    if (title === "核对信息") return named;
    const step = form.steps.find((s) => s.title === title);
    const wrong = await fillStep(page, step, true);
    if (wrong) {
      await next(page).click();
      await summary(page).waitFor();
      const lines = await summary(page).getByRole("link").count();
      assert.ok(lines >= wrong, `${title}: ${wrong} wrong values, ${lines} named`);
      named += wrong;
      await fillStep(page, step, false);
    }
    await next(page).click();
    await until(() => page.getByRole("heading", { level: 1 }).filter({ visible: true }).textContent(), (t) => t !== title, `the page after ${title}`).catch(async (error) => {
      throw new Error(`${error.message}; ${await page.getByRole("main").innerText()}`);
    });
  }
  return heading(page, "核对信息");
}
