/* Starts the app: streaming where it works, whole bytes where it does not. __JS__, __WASM__ and __CSS__ are named by the build. */
/* Styles of the pages: without them the app still works, so neither a failure nor silence stops it. */
const styled = () => new Promise((done) => {
  setTimeout(done, 20000);
  const link = document.createElement("link");
  Object.assign(link, { rel: "stylesheet", href: "__CSS__", onload: done, onerror: done });
  document.head.append(link);
});
/* A request that hangs ends as one that failed: 20 s until the answer begins, three minutes until its last byte,
   which is 6 kbit/s: a weak line may take its time. */
const wasm = async (options) => {
  const stop = new AbortController();
  const first = setTimeout(() => stop.abort(), 20000);
  const answer = await fetch("__WASM__", { ...options, signal: stop.signal });
  clearTimeout(first);
  setTimeout(() => stop.abort(), 180000);
  return answer;
};
const bytes = async () => (await wasm({ cache: "reload" })).arrayBuffer();
const compiled = async () => {
  try { return await WebAssembly.compileStreaming(wasm()); }
  catch { return WebAssembly.compile(await bytes()); }
};
/* The files are on their way; waking the engine waits for the first paint. A hidden tab never paints. */
const painted = new Promise(window.yunlin.painted);
const start = async () => {
  await painted;
  if (!window.yunlin.able()) return;
  const [{ default: init }, module] = await Promise.all([import("__JS__"), compiled(), styled()]);
  await init({ module_or_path: module });
};
const failed = async (error) => {
  console.error(error);
  /* A mixed set of files of two builds cannot link: drop the caches and load once more. A line that hangs mixes nothing. */
  let tried = true;
  try { tried = error.name === "AbortError" || sessionStorage.getItem("relinked"); if (!tried) sessionStorage.setItem("relinked", "1"); } catch { /* no storage: do not loop */ }
  if (!tried && navigator.onLine) {
    /* The worker goes with what it kept: the next one keeps a whole set again. */
    try {
      for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
      for (const key of await caches.keys()) await caches.delete(key);
    } catch { /* no workers, no caches: the reload alone has to do */ }
    location.reload();
  } else document.documentElement.setAttribute("data-fail", "slow");
};
start().catch(failed);
