// One isolated server (own SQLite file, own port) and one phone-sized browser page per test.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { chromium } from "playwright-core";

const root = new URL("../..", import.meta.url).pathname;
const binary = process.env.SERVER_UNDER_TEST ?? join(root, "target/debug/yunlin-server");
const appDir = process.env.APP_UNDER_TEST ?? join(root, "var/app");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));

/** How long a page may take on a busy machine, ms: no story is about speed. */
export const PATIENCE = 30_000;
export const PHONE = { width: 360, height: 780 };
export const WECHAT_ANDROID =
  "Mozilla/5.0 (Linux; Android 12; M2007J3SC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.171 XWEB/1420283 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.66.2980 WeChat/arm64 Weixin NetType/4G Language/zh_CN";
/** WKWebView: no Chrome, no Safari, and no service worker. */
export const WECHAT_IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.60(0x18003c2f) NetType/WIFI Language/zh_CN";
/** HarmonyOS NEXT: ArkWeb, and a numbering of WeChat of its own. */
export const WECHAT_HARMONY =
  "Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile MicroMessenger/1.0.9.29 NetType/WIFI Language/zh_CN";
/** The three WeChats, and the version of Chromium that each names. */
export const WECHATS = [["Android", WECHAT_ANDROID, 142], ["iOS", WECHAT_IPHONE, 0], ["HarmonyOS", WECHAT_HARMONY, 114]];

/** Starts the server on a fresh database; `stop` ends it and drops the database. */
export async function startServer(options = {}) {
  const dir = await mkdtemp(join(tmpdir(), "yunlin-"));
  const child = spawn(binary, ["--port", String(options.port ?? 0), "--database-url", `sqlite:${join(dir, "test.db")}`, "--app-dir", options.appDir ?? appDir], {
    cwd: dir,
    stdio: ["ignore", "pipe", "ignore"],
    // Pressing the catalogue as small as for real phones would be a quarter of the work of all stories.
    env: { ...process.env, YUNLIN_BROTLI_QUALITY: "1", ...options.env },
  });
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise((resolve, reject) => {
    lines.on("line", (line) => { const found = /listening on (http:\S+)/.exec(line); if (found) resolve(found[1]); });
    child.on("exit", (code) => reject(new Error(`server ended with ${code}`)));
  });
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    const gone = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    await gone;
    await rm(dir, { recursive: true, force: true });
  };
  return { url, stop, child };
}

let browser;

/** The one browser of this test process. */
export async function theBrowser() {
  browser ??= await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return browser;
}

export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

after(closeBrowser);

/** A phone: own storage, Chinese, touch. Collects what the console complains about. */
export async function phone(options = {}) {
  const { viewport = PHONE, ...rest } = options;
  const context = await (await theBrowser()).newContext({ viewport, isMobile: true, hasTouch: true, deviceScaleFactor: 2, locale: "zh-CN", timezoneId: "Asia/Shanghai", ...rest });
  // A dialog of the browser would stand in the way; what is printed is counted.
  await context.addInitScript(() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const complaints = [];
  page.on("console", (m) => { if (m.type() === "error") complaints.push(m.text()); });
  page.on("pageerror", (e) => complaints.push(String(e)));
  return { context, page, complaints };
}

/** Waits until the app is up. */
export const up = (page) => page.waitForFunction(() => document.documentElement.hasAttribute("data-up"));

/** Waits until the page that the address names stands complete: heading filled, nothing loading. */
export const settled = (page, timeout = PATIENCE) =>
  page.waitForFunction(() => {
    const root = document.documentElement;
    if (!root.hasAttribute("data-up")) return false;
    const part = document.getElementById(root.getAttribute("data-at") === "page" ? "page" : "home");
    const busy = [...part.querySelectorAll("[aria-busy=true]")].some((e) => e.getClientRects().length);
    return Boolean(part.querySelector("h1")?.textContent.trim()) && !busy;
  }, undefined, { timeout });

/** Opens an address cold and waits until it stands complete. */
export async function visit(page, url) {
  await page.goto(url);
  await settled(page);
}

/** Waits until the text can be seen. */
export const see = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();

/** Waits until this is the heading of the visible page. */
export const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

/** The tab bar's entry. */
export const tab = (page, name) => page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name });

/** Waits until the condition holds; says what was seen last when it does not. */
export async function until(read, holds, what, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await read();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`${what}: last seen ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until the phone holds everything for reading without a signal. Never makes the database itself. */
export const kept = (page) =>
  until(() => page.evaluate(async () => {
    if (!(await indexedDB.databases()).some((d) => d.name === "yunlin")) return false;
    return new Promise((resolve) => {
      const open = indexedDB.open("yunlin");
      open.onerror = () => resolve(false);
      open.onsuccess = () => {
        const db = open.result;
        const done = (found) => { db.close(); resolve(found); };
        if (!db.objectStoreNames.contains("public")) return done(false);
        const get = db.transaction("public").objectStore("public").get("texts#");
        get.onsuccess = () => done(Boolean(get.result));
        get.onerror = () => done(false);
      };
    });
  }), Boolean, "everything on the phone", 60_000);

/** Waits until a service worker controls the page and has the whole shell. */
export const controlled = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated", undefined, { timeout: 60_000 });

/** Where the phone stood when its story broke off: address, what could be read, what the console said. */
async function standing({ context, complaints }) {
  const pages = context.pages().map(async (page) => `\n${page.url()}\n${(await page.locator("body").innerText({ timeout: 5_000 })).slice(0, 1_500)}`);
  const seen = await Promise.all(pages.map((page) => page.catch((error) => `\n${error.message}`)));
  return `${seen.join("")}\n${complaints.join("\n")}`;
}

/** Runs a story against a fresh server and a fresh phone, whatever happens; `script` runs first in each of its pages. */
export const story = (options, run) => async () => {
  const server = await startServer(options.server ?? {});
  const device = await phone(options.phone ?? {});
  try {
    if (options.script) await device.context.addInitScript(options.script);
    await run({ ...device, url: server.url, server });
  } catch (error) {
    error.message += await standing(device);
    throw error;
  } finally {
    // A page that the story closed has nothing to let go of.
    const routed = [...device.context.pages(), device.context];
    await Promise.all(routed.map((one) => one.unrouteAll({ behavior: "ignoreErrors" }).catch(() => {})));
    await device.context.close();
    await server.stop();
  }
};
