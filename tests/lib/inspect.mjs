// One page as it stands, in every look: what axe finds, what is cut, what is too small. The page keeps its state.
import { faults } from "./axe.mjs";
import { PHONE } from "./app.mjs";
import { closeTargets, covered, mainSmaller, overflow, smallTargets, smaller, tight, tools } from "./measure.mjs";
import { atTextSize } from "./walk.mjs";

const run = (measure, argument) => (page) => page.evaluate(measure, argument);

/** Room between targets, lines and paragraphs, in every mode. */
const room = { gaps: run(closeTargets, 8), tight: run(tight) };

/** Shows the page in 长辈版 of a size, or in the standard one, as the switch does. */
const dressed = (page, size) =>
  page.evaluate((value) => {
    document.documentElement.setAttribute("data-mode", value ? "elder" : "normal");
    document.documentElement.setAttribute("data-size", value ?? "1");
  }, size);

const LOOKS = {
  standard: { checks: { faults, overflow: run(overflow, 360), targets: run(smallTargets, [44, 44]), ...room, covered: run(covered), doubled: atTextSize(200, run(overflow, 360)) } },
  dark: { dark: true, checks: { faults } },
  narrow: { width: 320, checks: { overflow: run(overflow, 320) } },
  长辈版: { size: "1", checks: { faults, texts: run(smaller, 18), targets: run(smallTargets, [60, 44]), ...room, overflow: run(overflow, 360), covered: run(covered) } },
  "长辈版, largest size": { size: "3", checks: { texts: run(mainSmaller, 30), overflow: run(overflow, 360) } },
};

/** What is wrong on the page that is open, by look and check; empty when nothing is. */
export async function inspect(page) {
  const wrong = {};
  await page.evaluate(tools);
  for (const [name, look] of Object.entries(LOOKS)) {
    await page.setViewportSize({ ...PHONE, width: look.width ?? PHONE.width });
    await page.emulateMedia({ colorScheme: look.dark ? "dark" : "light" });
    await dressed(page, look.size);
    for (const [what, check] of Object.entries(look.checks)) {
      const found = await check(page);
      if (found.length) wrong[`${name}: ${what}`] = found;
    }
  }
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: "light" });
  await dressed(page);
  return wrong;
}
