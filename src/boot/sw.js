/* Keeps the shell of one build as one set. Public data lives in IndexedDB, so no /api/ answer is ever cached here. */
const CACHE = "shell-__BUILD__";
const FILES = __FILES__;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    /* The page itself must not come from the HTTP cache: it names the files of its build. */
    const page = await fetch("/", { cache: "no-cache" });
    if (!page.ok || !(await page.clone().text()).includes('data-build="__BUILD__"')) throw new Error("another build is being published");
    await cache.put("/", page);
    await cache.addAll(FILES);
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const key of await caches.keys()) if (key.startsWith("shell-") && key !== CACHE) await caches.delete(key);
    await self.clients.claim();
  })());
});

self.addEventListener("message", (event) => { if (event.data === "skip-waiting") self.skipWaiting(); });

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  const isPage = request.mode === "navigate" && !/\.[a-z0-9]+$/i.test(url.pathname);
  /* The desk is for those who have a line, and its page carries a header of its own. */
  if (isPage && /^\/desk(\/|$)/.test(url.pathname)) return;
  if (!isPage && !FILES.includes(url.pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(isPage ? "/" : url.pathname);
    return kept || fetch(request);
  })());
});
