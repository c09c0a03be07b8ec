// 长辈版: found, kept, large enough, and with every service.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, phone, see, settled, startServer, story, tab, until, visit } from "../lib/app.mjs";
import { fullPreferences, noPreferences } from "../lib/broken.mjs";
import { PAGES } from "../lib/pages.mjs";
import { signInHere } from "../lib/people.mjs";
import { asElder } from "../lib/walk.mjs";

const mode = (page) => page.locator("html").getAttribute("data-mode");

test("the switch on the home page turns 长辈版 on and off", story({}, async ({ page, url }) => {
  await visit(page, url);
  await page.getByRole("button", { name: "长辈版", exact: true }).click();
  assert.equal(await mode(page), "elder");
  await page.getByRole("link", { name: /^打给/ }).waitFor();
  await page.getByRole("button", { name: "返回标准版" }).click();
  assert.equal(await mode(page), "normal");
}));

test("the switch works before the app is up", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  await page.route("**/app.wasm", (route) => route.abort());
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await page.getByRole("button", { name: "长辈版", exact: true }).click();
  await until(() => mode(page).catch(() => null), (m) => m === "elder", "mode");
}));

test("the switch in 我的 turns it on, with three sizes, and every inner page has the way back", story({}, async ({ page, url }) => {
  await visit(page, `${url}/me`);
  await page.getByRole("button", { name: "打开长辈版" }).click();
  await page.getByRole("group", { name: "字的大小" }).waitFor();
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const sizes = [];
  for (const name of ["大", "特大", "最大"]) {
    await page.getByRole("radio", { name, exact: true }).check();
    sizes.push(await size());
  }
  assert.ok(sizes[0] < sizes[1] && sizes[1] < sizes[2], String(sizes));
  await page.reload();
  await settled(page);
  assert.equal(await page.getByRole("radio", { name: "最大" }).isChecked(), true);
  assert.equal(await size(), sizes[2]);
  await tab(page, "办事").click();
  await heading(page, "办事公示");
  await page.getByRole("button", { name: "标准版" }).filter({ visible: true }).first().click();
  assert.equal(await mode(page), "normal");
}));

test("the mode survives a reload with no small text in any frame", story({}, async ({ page, url }) => {
  await page.addInitScript(() => {
    window.sizes = [];
    const look = () => {
      if (document.body) window.sizes.push(parseFloat(getComputedStyle(document.body).fontSize));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await visit(page, url);
  await page.getByRole("button", { name: "长辈版", exact: true }).click();
  for (const path of ["/", "/guide"]) {
    await visit(page, url + path);
    const sizes = await until(() => page.evaluate(() => window.sizes), (s) => s.length > 3, "frames");
    assert.deepEqual(sizes.filter((s) => s < 18), [], path);
    assert.equal(await mode(page), "elder");
  }
}));

test("the mode comes back from the cookie when storage was cleared", story({}, async ({ page, url }) => {
  await visit(page, url);
  await page.getByRole("button", { name: "长辈版", exact: true }).click();
  await page.evaluate(() => localStorage.clear());
  await visit(page, `${url}/guide`);
  assert.equal(await mode(page), "elder");
}));

const told = (page) => page.getByRole("button", { name: "字太小？点这里换长辈版" });

test("the first visit tells of 长辈版 in the page as it is first painted, and nothing moves", story({}, async ({ page, url, complaints }) => {
  await page.addInitScript(() => {
    window.moved = 0;
    window.frames_told = [];
    new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.moved += e.value; }).observe({ type: "layout-shift", buffered: true });
    const look = () => {
      const hint = document.getElementById("hint");
      if (hint && window.frames_told.length < 600) window.frames_told.push(hint.checkVisibility());
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await visit(page, url);
  await told(page).waitFor();
  const frames = await until(() => page.evaluate(() => window.frames_told), (f) => f.length > 3, "frames");
  assert.deepEqual(frames.filter((seen) => !seen), [], "from the first frame on");
  const moved = await page.evaluate(() => window.moved);
  assert.ok(moved <= 0.02, `layout moved by ${moved}`);
  assert.deepEqual(complaints, []);
}));

test("a tap on the line turns 长辈版 on, and the line does not come back", story({}, async ({ page, url }) => {
  await visit(page, url);
  await told(page).click();
  assert.equal(await mode(page), "elder");
  assert.equal(await told(page).isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.textContent.includes("返回标准版")), true, "the focus is at the way back");
  await page.getByRole("button", { name: "返回标准版" }).click();
  assert.equal(await told(page).isVisible(), false);
  await visit(page, url);
  assert.equal(await told(page).isVisible(), false);
}));

for (const how of ["sent away", "left alone"]) {
  test(`the line about 长辈版, ${how}, shows at the first visit only`, story({}, async ({ page, url }) => {
    await visit(page, url);
    await told(page).waitFor();
    if (how === "sent away") {
      await page.getByRole("button", { name: "不用" }).click();
      assert.equal(await told(page).isVisible(), false);
      assert.equal(await mode(page), "normal");
    }
    await visit(page, url);
    assert.equal(await told(page).isVisible(), false);
  }));
}

test("who first comes by a link to another page is told on the home page", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide`);
  await visit(page, url);
  await told(page).waitFor();
}));

for (const [name, refuse] of [["full", fullPreferences], ["refused", noPreferences]]) {
  test(`the line about 长辈版 works and goes for this visit when preferences are ${name}`, story({}, async ({ page, url, complaints }) => {
    await page.addInitScript(refuse);
    await visit(page, url);
    await page.getByRole("button", { name: "不用" }).click();
    assert.equal(await told(page).isVisible(), false);
    await visit(page, url);
    await told(page).click();
    assert.equal(await mode(page), "elder");
    assert.equal(await told(page).isVisible(), false);
    assert.deepEqual(complaints, []);
  }));
}

for (const word of ["长辈版", "亲情版", "关爱版", "关怀版"]) {
  test(`searching ${word} finds 长辈版 first`, story({}, async ({ page, url }) => {
    await visit(page, `${url}/search`);
    await page.getByLabel("说说您要办什么").fill(word);
    const first = page.getByRole("main").getByRole("listitem").getByRole("link").first();
    await until(() => first.textContent().catch(() => ""), (t) => t.startsWith("长辈版"), "first result");
    await first.tap();
    await page.getByRole("button", { name: "打开长辈版" }).waitFor();
  }));
}

const signIn = async (page, url) => {
  await visit(page, `${url}/sign-in?then=%2Fme`);
  await signInHere(page);
  await see(page, "138****8001");
};
/** Waits until the account holds this mode. */
const accountHas = (page, wanted) =>
  until(() => page.evaluate(() => fetch("/api/identity/me", { cache: "no-store" }).then((r) => r.json()).then((me) => me.mode ?? null)), (m) => m === wanted, "mode of the account");
const turnOn = (page) => page.getByRole("button", { name: "打开长辈版" }).click();

/** A story of several phones on one server. */
const phones = (count, run) => async () => {
  const server = await startServer();
  const all = await Promise.all(Array.from({ length: count }, () => phone()));
  try {
    await run(server.url, ...all.map((one) => one.page));
  } finally {
    await Promise.all(all.map((one) => one.context.close()));
    await server.stop();
  }
};

test("长辈版 chosen while signed in comes along to the next phone, and stays there", phones(2, async (url, here, there) => {
  await signIn(here, url);
  await turnOn(here);
  await accountHas(here, "elder");
  await signIn(there, url);
  await until(() => mode(there), (m) => m === "elder", "mode on the next phone");
  await there.addInitScript(() => {
    window.sizes = [];
    const look = () => { if (document.body) window.sizes.push(parseFloat(getComputedStyle(document.body).fontSize)); requestAnimationFrame(look); };
    requestAnimationFrame(look);
  });
  await visit(there, url);
  const sizes = await until(() => there.evaluate(() => window.sizes), (s) => s.length > 3, "frames");
  assert.deepEqual(sizes.filter((s) => s < 18), [], "from the first frame on");
  assert.equal(await mode(there), "elder");
  await there.getByRole("button", { name: "返回标准版" }).click();
  await accountHas(there, "normal");
  await visit(here, `${url}/me`);
  assert.equal(await mode(here), "elder", "nobody's letters shrink because of another phone");
}));

test("长辈版 chosen before signing in is kept with the account, and a phone with a choice of its own keeps that", phones(2, async (url, here, there) => {
  await visit(here, `${url}/me`);
  await turnOn(here);
  await signIn(here, url);
  await accountHas(here, "elder");
  await visit(there, url);
  await there.getByRole("button", { name: "长辈版", exact: true }).click();
  await there.getByRole("button", { name: "返回标准版" }).click();
  await signIn(there, url);
  await until(() => there.evaluate(() => localStorage.getItem("account_mode") ?? ""), (note) => note.endsWith("normal"), "phone and account have met");
  assert.equal(await mode(there), "normal");
  await accountHas(there, "elder");
}));

test("长辈版 turned on with no signal reaches the account later", story({}, async ({ page, context, url }) => {
  await signIn(page, url);
  await context.setOffline(true);
  await turnOn(page);
  assert.equal(await mode(page), "elder");
  await context.setOffline(false);
  await visit(page, `${url}/me`);
  await accountHas(page, "elder");
}));

test("the elder home page has at most eight services", story({}, async ({ page, url }) => {
  await asElder(page);
  await visit(page, url);
  const services = await page.getByRole("main").locator(".tiles").getByRole("link").count();
  assert.ok(services >= 2 && services <= 8, `${services} services`);
}));

test("every page opens in both modes under the same heading", story({}, async ({ page, url }) => {
  const elder = await phone();
  await asElder(elder.page);
  try {
    for (const [path, title] of PAGES) {
      for (const p of [page, elder.page]) {
        await visit(p, url + path);
        await heading(p, title);
      }
    }
    assert.equal(await mode(elder.page), "elder");
    await visit(elder.page, `${url}/guide/list`);
    await see(elder.page, "148项");
  } finally {
    await elder.context.close();
  }
}));
