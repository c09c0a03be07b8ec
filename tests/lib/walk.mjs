// Walks one phone through addresses and gathers what is wrong on each.
import { phone, settled, startServer } from "./app.mjs";
import { tools } from "./measure.mjs";

/** Addresses with what each of the checks found there; a check that found nothing anywhere is an empty object. */
export async function walk(page, url, addresses, checks) {
  const wrong = Object.fromEntries(Object.keys(checks).map((name) => [name, {}]));
  for (const address of addresses) {
    await page.goto(url + address);
    // Where a heading is missing the page is measured all the same; that is another story's matter.
    await settled(page, 4000).catch(() => {});
    await page.evaluate(tools);
    for (const [name, check] of Object.entries(checks)) {
      const found = await check(page);
      if (found.length) wrong[name][address] = found;
    }
  }
  return wrong;
}

/** A walk on a server and a phone of its own, made once however many tests ask for it. */
export function survey(options, addresses, checks) {
  const walked = async () => {
    const server = await startServer();
    const { context, page } = await phone(options.phone ?? {});
    try {
      if (options.elder) await asElder(page, options.elder);
      return await walk(page, server.url, addresses, checks);
    } finally {
      await context.close();
      await server.stop();
    }
  };
  let result;
  return () => (result ??= walked());
}

/** 长辈版 from the first paint, in a size from 1 to 3. */
export const asElder = (page, size = "1") =>
  page.addInitScript((value) => { localStorage.setItem("ui_mode", "elder"); localStorage.setItem("ui_size", value); }, size);

/** Runs a check under the reader's own text size, in percent. */
export const atTextSize = (percent, check) => async (page) => {
  await page.evaluate((value) => { document.documentElement.style.fontSize = `${value}%`; }, percent);
  const found = await check(page);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
  return found;
};
