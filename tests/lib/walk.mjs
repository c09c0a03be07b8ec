// Walks one phone through addresses and gathers what is wrong on each.
import { settled } from "./app.mjs";
import { tools } from "./measure.mjs";

/** Addresses with what `check` found there; empty when all is well. */
export async function walk(page, url, addresses, check) {
  const wrong = {};
  for (const address of addresses) {
    await page.goto(url + address);
    // Where a heading is missing the page is measured all the same; that is another story's matter.
    await settled(page, 4000).catch(() => {});
    await page.evaluate(tools);
    const found = await check(page, address);
    if (found.length) wrong[address] = found;
  }
  return wrong;
}

/** 长辈版 from the first paint, in a size from 1 to 3. */
export const asElder = (page, size = "1") =>
  page.addInitScript((value) => { localStorage.setItem("ui_mode", "elder"); localStorage.setItem("ui_size", value); }, size);

/** The reader's own text size, in percent. */
export const textSize = (page, percent) => page.evaluate((value) => { document.documentElement.style.fontSize = `${value}%`; }, percent);
