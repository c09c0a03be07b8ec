// The lab: 150 ms, 1.6 Mbit/s, CPU x4, 360x780, plain HTTP on localhost, cold cache, median of five, with an empty page in
// the same run as floor. `node bench/lab.mjs` prints a table; `cargo xtask bench` starts it with the release server.
import { createServer } from "node:http";
import { closeBrowser, controlled, kept, phone, startServer, up } from "../lib/app.mjs";

const RUNS = Number(process.env.RUNS ?? 5);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const ms = (value) => (value === undefined ? "-" : `${Math.round(value)} ms`);

/** Collects what the browser itself reports, from before the first byte. */
const observe = () => {
  const seen = (window.lab = { lcp: 0, cls: 0, tbt: 0, fcp: 0, up: 0 });
  const watch = (type, each) => { try { new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true }); } catch { /* not on this engine */ } };
  watch("largest-contentful-paint", (e) => { seen.lcp = e.startTime; });
  watch("layout-shift", (e) => { if (!e.hadRecentInput) seen.cls += e.value; });
  watch("longtask", (e) => { seen.tbt += Math.max(0, e.duration - 50); });
  watch("paint", (e) => { if (e.name === "first-contentful-paint") seen.fcp = e.startTime; });
  new MutationObserver(() => { if (!seen.up && document.documentElement.hasAttribute("data-up")) seen.up = performance.now(); }).observe(document, { attributes: true, subtree: true });
  window.wasmMemory = [];
  const note = (result) => { const memory = (result.instance ?? result).exports.memory; if (memory) window.wasmMemory.push(memory); return result; };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    if (original) WebAssembly[name] = (...args) => original.apply(WebAssembly, args).then(note);
  }
};

async function throttled(options = {}) {
  const device = await phone(options);
  await device.page.addInitScript(observe);
  const cdp = await device.context.newCDPSession(device.page);
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await cdp.send("Performance.enable");
  return { ...device, cdp };
}

async function cold(url, ready) {
  const { page, context } = await throttled();
  const sizes = new Map();
  page.on("requestfinished", async (r) => { const s = await r.sizes().catch(() => undefined); if (s) sizes.set(r.url(), s.responseBodySize + s.responseHeadersSize); });
  await page.goto(url, { waitUntil: "commit" });
  // Asking the page anything before its first paint would put the test's own script into the figure.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  if (ready) await up(page);
  await page.waitForFunction(() => document.readyState === "complete" && window.lab.fcp > 0);
  // Long tasks and shifts are reported a little after they happened.
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 600)));
  const lab = await page.evaluate(() => window.lab);
  const asked = await page.evaluate((up) => [location.href, ...performance.getEntriesByType("resource").filter((e) => e.startTime < up).map((e) => e.name)], lab.up);
  const before = [...new Set(asked)].filter((name) => sizes.has(name));
  Object.assign(lab, { requests: before.length, bytes: before.reduce((sum, name) => sum + sizes.get(name), 0) });
  await context.close();
  return lab;
}

async function repeat(url) {
  const { page, context } = await throttled();
  await page.goto(url); await up(page); await controlled(page); await kept(page);
  await page.reload({ waitUntil: "commit" }); await up(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
  const lab = await page.evaluate(() => window.lab);
  await context.close();
  return lab;
}

/** Milliseconds from a tap until the heading of the next page stands. */
async function change(page, selector) {
  return page.evaluate((selector) => new Promise((resolve) => {
    const start = performance.now();
    const before = location.pathname;
    const done = () => { const h1 = document.querySelector("#page h1"); return location.pathname !== before && h1 && h1.textContent; };
    const look = () => (done() ? resolve(performance.now() - start) : setTimeout(look, 4));
    document.querySelector(selector).click(); look();
  }), selector);
}

async function modules(url) {
  const { page, context, cdp } = await throttled();
  await page.goto(url); await up(page);
  const eager = await change(page, ".tabs a[href='/community']");
  await page.goBack(); await kept(page);
  const first = await change(page, "a.tile[href='/guide']");
  await page.goBack(); await page.waitForFunction(() => location.pathname === "/");
  const later = await change(page, "a.tile[href='/guide']");
  for (const path of ["/guide/list", "/community", "/search", "/me", "/about/privacy"]) {
    await page.evaluate((path) => { const a = document.createElement("a"); a.href = path; document.body.append(a); a.click(); a.remove(); }, path);
    await page.waitForFunction((path) => location.pathname === path && document.querySelector("#page h1"), path);
    await page.goBack(); await page.waitForFunction((path) => location.pathname !== path, path);
  }
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const heap = metrics.find((m) => m.name === "JSHeapUsedSize").value;
  const wasm = await page.evaluate(() => [...new Set(window.wasmMemory)].reduce((sum, m) => sum + m.buffer.byteLength, 0));
  await context.close();
  return { eager, first, later, heap, wasm };
}

/** Main-thread milliseconds of one keystroke, results drawn. */
async function keystroke(url) {
  const { page, context, cdp } = await throttled();
  await page.goto(`${url}/search`); await up(page); await kept(page);
  const field = page.getByRole("searchbox");
  await field.fill("社保"); await page.getByRole("link", { name: /参保/ }).first().waitFor();
  const script = async () => (await cdp.send("Performance.getMetrics")).metrics.filter((m) => ["ScriptDuration"].includes(m.name)).reduce((s, m) => s + m.value, 0);
  const query = "没单位怎么交社保养老保险";
  const before = await script();
  for (let i = 1; i <= query.length; i++) {
    await page.evaluate((text) => { const input = document.querySelector("input[type=search]"); input.value = text; input.dispatchEvent(new Event("input", { bubbles: true })); }, query.slice(0, i));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30))));
  }
  const spent = ((await script()) - before) * 1000 / query.length;
  await context.close();
  return spent;
}

const empty = createServer((_, response) => { response.setHeader("content-type", "text/html; charset=utf-8"); response.end("<!doctype html><html lang=zh-CN><title>空</title><p>空白页"); });
await new Promise((resolve) => empty.listen(0, "127.0.0.1", resolve));
const server = await startServer({ env: { YUNLIN_BROTLI_QUALITY: "11" } });
try {
  const floor = [], home = [], again = [];
  const first = async () => floor.push(await cold(`http://127.0.0.1:${empty.address().port}/`, false));
  const then = async () => home.push(await cold(server.url, true));
  // By turns, each of them first as often: what follows an idle page starts with a processor that slept.
  for (let i = 0; i < RUNS; i++) for (const load of i % 2 ? [then, first] : [first, then]) await load();
  for (let i = 0; i < RUNS; i++) again.push(await repeat(server.url));
  const of = (runs, key) => median(runs.map((r) => r[key]));
  const rows = [
    ["floor FCP (empty page)", ms(of(floor, "fcp")), ""],
    ["floor LCP (empty page)", ms(of(floor, "lcp")), ""],
    ["home FCP", ms(of(home, "fcp")), `${(of(home, "fcp") / of(floor, "fcp")).toFixed(2)} x floor, bar 1.5`],
    ["home LCP", ms(of(home, "lcp")), `${(of(home, "lcp") / of(floor, "lcp")).toFixed(2)} x floor, bar 2`],
    ["home mounted", ms(of(home, "up")), "bar 1600"],
    ["home TBT", ms(of(home, "tbt")), "bar 150"],
    ["home CLS", of(home, "cls").toFixed(3), "bar 0.02"],
    ["home until up", `${of(home, "bytes")} B in ${of(home, "requests")} requests`, "bar 190 KB, 6"],
    ["repeat visit LCP", ms(of(again, "lcp")), "bar 700"],
    ["repeat visit mounted", ms(of(again, "up")), ""],
  ];
  const change = [];
  for (let i = 0; i < Math.min(RUNS, 3); i++) change.push(await modules(server.url));
  rows.push(["module change, at once after mount", ms(of(change, "eager")), ""], ["module change, first", ms(of(change, "first")), "bar 300"], ["module change, later", ms(of(change, "later")), "bar 100"]);
  rows.push(["JS heap after ten routes", `${(of(change, "heap") / 1048576).toFixed(1)} MB`, ""], ["wasm memory after ten routes", `${(of(change, "wasm") / 1048576).toFixed(1)} MB`, "bar 12 MB together"]);
  rows.push(["search, one keystroke", `${(await keystroke(server.url)).toFixed(1)} ms`, "bar 8"]);
  for (const [name, value, note] of rows) console.log(`${name.padEnd(36)} ${String(value).padStart(28)}   ${note}`);
} finally {
  await closeBrowser();
  await server.stop();
  empty.close();
}
