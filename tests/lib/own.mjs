// Residents on a phone: signing in, and what their phone keeps.
import { settled, visit } from "./app.mjs";

export const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Agrees to the notice where it is shown, asks for a code, and reads it off the demonstration. */
export async function askForCode(page, number) {
  const agree = button(page, "同意");
  if (await agree.isVisible()) await agree.click();
  await page.getByLabel("手机号").fill(number);
  await button(page, "获取验证码").click();
  const told = page.getByText(/验证码 \d{6}（没有真的发短信）/);
  await told.waitFor();
  return /\d{6}/.exec(await told.textContent())[0];
}

/** Signs in with the code of the demonstration; `as` is the button that ends it. */
export async function signIn(page, url, number, { then = "/me", as = "登录" } = {}) {
  await visit(page, `${url}/sign-in?then=${encodeURIComponent(then)}`);
  const code = await askForCode(page, number);
  await page.getByLabel("验证码", { exact: true }).fill(code);
  await button(page, as).click();
}

/** Signs out by way of 我的, giving up whatever waits. */
export async function signOut(page, url) {
  await visit(page, `${url}/me/sign-out`);
  await page.getByRole("button", { name: /^(退出登录|放弃这些内容并退出)$/ }).click();
  await page.waitForFunction(() => location.pathname === "/me");
  await settled(page);
}

/** Id of the account that the phone remembers. */
export const account = (page) => page.evaluate(() => localStorage.getItem("account"));

const NIL = "00000000-0000-0000-0000-000000000000";

/** An error report as the outbox keeps it: the real server takes it from anybody, so every road of the outbox can be walked. */
export function report(title, fields = {}) {
  const id = crypto.randomUUID();
  return {
    id, account: NIL, endpoint: "guide_report_error", url: "/api/guide/error-reports", title, href: "/guide", files: [], made_ms: Date.now(),
    body: { id, item_code: "SB-07", kind: "materials", text: title }, state: { at: "waiting", reason: "" }, ...fields,
  };
}

/** Puts entries into the phone's outbox, sealed as the app seals them. */
export const plant = (page, entries, age = 0) =>
  page.evaluate(async ([entries, age]) => {
    const done = (request) => new Promise((resolve, reject) => { request.onsuccess = () => resolve(request.result); request.onerror = () => reject(request.error); });
    const open = indexedDB.open("yunlin-own", 1);
    open.onupgradeneeded = () => { for (const name of ["outbox", "blobs", "keys"]) open.result.createObjectStore(name); };
    const db = await done(open);
    const bytes = (text) => new TextEncoder().encode(text);
    for (const entry of entries) {
      const place = `${entry.account}/${entry.id}`;
      let key = await done(db.transaction("keys").objectStore("keys").get(entry.account));
      if (!key) {
        key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
        await done(db.transaction("keys", "readwrite").objectStore("keys").put(key, entry.account));
      }
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(place) }, key, bytes(JSON.stringify(entry))));
      const value = new Uint8Array(12 + sealed.length);
      value.set(iv); value.set(sealed, 12);
      await done(db.transaction("outbox", "readwrite").objectStore("outbox").put([Date.now() - age, value], place));
      const waiting = new Set((localStorage.getItem("outbox_waiting") ?? "").split("\n").filter(Boolean)).add(entry.account);
      localStorage.setItem("outbox_waiting", [...waiting].join("\n"));
      localStorage.setItem("outbox_kept", "1");
    }
    db.close();
  }, [entries, age]);

/** Everything that the phone keeps beside public data: keys of the private database, and local storage. */
export const kept = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); request.onerror = () => resolve(null); });
    const own = {};
    if ((await indexedDB.databases()).some((d) => d.name === "yunlin-own")) {
      const db = await done(indexedDB.open("yunlin-own"));
      for (const name of db.objectStoreNames) own[name] = await done(db.transaction(name).objectStore(name).getAllKeys());
      db.close();
    }
    return { own, prefs: { ...localStorage } };
  });
