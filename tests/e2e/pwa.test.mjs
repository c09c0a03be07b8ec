// The installed app: manifest, icons, caching headers, and what is never cached.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { controlled, kept, settled, startServer, story, visit } from "../lib/app.mjs";
import { ITEM } from "../lib/pages.mjs";

let server;
before(async () => { server = await startServer(); });
after(async () => { await server.stop(); });

const get = (path, init) => fetch(server.url + path, init);
const manifest = async () => (await get("/manifest.webmanifest")).json();

/** Width, height and colour type of a PNG. */
async function png(path) {
  const response = await get(path);
  assert.equal(response.status, 200, path);
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.equal(bytes.subarray(1, 4).toString(), "PNG", path);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), colour: bytes[25] };
}

test("the manifest has every field that installing needs, and an id for ever", async () => {
  const m = await manifest();
  assert.equal(m.id, "/");
  assert.equal(m.scope, "/");
  assert.ok(m.start_url.startsWith("/"));
  assert.equal(m.lang, "zh-CN");
  assert.equal(m.dir, "ltr");
  assert.ok(m.name && m.description);
  assert.ok([...m.short_name].length <= 6);
  assert.ok(["standalone", "fullscreen", "minimal-ui"].includes(m.display));
  assert.notEqual(m.prefer_related_applications, true);
  assert.equal(m.orientation, undefined);
  assert.deepEqual(m.categories, ["government", "utilities"]);
  for (const colour of [m.theme_color, m.background_color]) assert.match(colour, /^#[0-9a-f]{6}$/i);
  const sizes = m.icons.filter((i) => (i.purpose ?? "any") === "any").map((i) => i.sizes);
  assert.ok(sizes.includes("192x192") && sizes.includes("512x512"));
  assert.ok(m.icons.some((i) => i.purpose === "maskable"));
  assert.ok(m.icons.every((i) => i.purpose !== "any maskable"));
});

test("the theme colour of manifest and page agree", async () => {
  const html = await (await get("/")).text();
  assert.equal(/name="theme-color" content="([^"]+)"/.exec(html)[1], (await manifest()).theme_color);
});

test("every icon is a PNG of the size that is declared", async () => {
  const m = await manifest();
  const icons = [...m.icons, ...(m.shortcuts ?? []).flatMap((s) => s.icons ?? []), ...(m.screenshots ?? [])];
  assert.ok(icons.length >= 3);
  for (const icon of icons) {
    const { width, height } = await png(icon.src);
    assert.equal(`${width}x${height}`, icon.sizes, icon.src);
  }
});

test("the icon for iPhones is 180 px and opaque", async () => {
  const html = await (await get("/")).text();
  const href = /rel="apple-touch-icon" href="([^"]+)"/.exec(html)[1];
  const { width, height, colour } = await png(href);
  assert.deepEqual([width, height], [180, 180]);
  assert.ok(colour === 2 || colour === 0 || colour === 3, `colour type ${colour} has an alpha channel`);
});

test("every shortcut opens cold", story({}, async ({ page, url }) => {
  const { shortcuts } = await (await fetch(`${url}/manifest.webmanifest`)).json();
  assert.ok(shortcuts.length >= 3);
  for (const shortcut of shortcuts) {
    await visit(page, url + shortcut.url);
    assert.doesNotMatch(await page.title(), /没有这个页面/, shortcut.url);
  }
}));

test("page, worker, version and manifest are asked for each time", async () => {
  for (const path of ["/", "/guide/item/SB-07", "/sw.js", "/version.json", "/manifest.webmanifest"]) {
    const response = await get(path);
    assert.equal(response.status, 200, path);
    assert.equal(response.headers.get("cache-control"), "no-cache", path);
    const tag = response.headers.get("etag");
    assert.ok(tag, path);
    assert.equal((await get(path, { headers: { "if-none-match": tag } })).status, 304, path);
  }
});

test("files of a build are kept for ever and have their types", async () => {
  const { build } = await (await get("/version.json")).json();
  const types = { "app.js": /^text\/javascript/, "app.wasm": /^application\/wasm$/, "guide.wasm": /^application\/wasm$/ };
  for (const [file, type] of Object.entries(types)) {
    const response = await get(`/app/${build}/${file}`);
    assert.equal(response.status, 200, file);
    assert.match(response.headers.get("content-type"), type);
    assert.equal(response.headers.get("cache-control"), "public, max-age=31536000, immutable");
  }
  assert.match((await get("/sw.js")).headers.get("content-type"), /^text\/javascript/);
  assert.match((await get("/")).headers.get("content-type"), /^text\/html; charset=utf-8$/);
});

test("the policy of the page allows wasm and nothing unsafe", async () => {
  const policy = (await get("/")).headers.get("content-security-policy");
  assert.match(policy, /'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'|\*/);
  assert.match(policy, /frame-ancestors 'none'/);
});

test("page, version and worker name the same build", async () => {
  const { build } = await (await get("/version.json")).json();
  assert.match(await (await get("/")).text(), new RegExp(`data-build="${build}"`));
  const worker = await (await get("/sw.js")).text();
  assert.ok(worker.includes(build));
  for (const [, path] of worker.matchAll(/"(\/[^"]+\.(?:wasm|js|pack|png|webmanifest))"/g)) assert.equal((await get(path)).status, 200, path);
});

test("the phone's cache holds one build's shell and no answer of the API", story({}, async ({ page, url }) => {
  await visit(page, url);
  await kept(page);
  await controlled(page);
  for (const path of [ITEM, "/guide/list", "/community/hanyuan", "/search?q=%E7%A4%BE%E4%BF%9D"]) await visit(page, url + path);
  await page.reload();
  await settled(page);
  const { names, paths } = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return { names, paths: requests.flat().map((r) => new URL(r.url).pathname) };
  });
  assert.equal(names.length, 1);
  assert.ok(paths.includes("/"));
  assert.ok(paths.some((p) => p.endsWith("/app.wasm")));
  assert.deepEqual(paths.filter((p) => p.startsWith("/api/")), []);
}));
