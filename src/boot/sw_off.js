/* The kill switch: a worker that takes itself and all that was kept off the phone. `cargo xtask kill-switch` publishes it. */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const key of await caches.keys()) await caches.delete(key);
  await self.registration.unregister();
})()));
