// The guide as residents use it: finding an item, filtering, ticking papers, keeping, the self-check.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, kept, phone, see, settled, story, tab, until, up, visit } from "../lib/app.mjs";
import { WORKERS, gate } from "../lib/broken.mjs";
import { ITEM, ITEM_NAME } from "../lib/pages.mjs";

const rows = (page) => page.locator("#page").getByRole("listitem");
const more = (page) => page.getByRole("button", { name: "加载更多" });

const freelancer = async ({ page, url }) => {
  await visit(page, url);
  await page.getByRole("link", { name: "选择我的社区" }).click();
  await page.getByLabel("小区、路名或楼栋").fill("汉源国际丽城");
  await page.getByRole("link", { name: /^汉源国际丽城.*属于汉源社区/ }).tap();
  await page.getByRole("button", { name: "设为我的社区" }).click();
  await see(page, "这是我的社区");
  await tab(page, "首页").click();
  await page.getByRole("link", { name: /^汉源社区.*大厅今天/ }).waitFor();

  await page.getByRole("link", { name: "说说您要办什么" }).click();
  await page.getByLabel("说说您要办什么").fill("没单位怎么交社保");
  const found = page.getByRole("main").getByRole("listitem").getByRole("link");
  const first = await until(() => found.first().textContent(), (t) => t?.includes(ITEM_NAME), "first result");
  assert.ok(first.startsWith(ITEM_NAME));
  await found.first().tap();

  await heading(page, ITEM_NAME);
  await page.getByRole("heading", { name: "我能办吗" }).waitFor();
  await see(page, "已满16周岁，没到法定退休年龄");
  await page.getByRole("checkbox", { name: /居民身份证.*原件/ }).waitFor();
  assert.equal(await page.getByRole("checkbox").count(), 5);
  await see(page, "到社区综合窗口请社保专干陪着填");
  await see(page, "示例目录，以主管部门公布为准");
};
for (const [where, script] of WORKERS) test(`a freelancer finds their community and what to bring for their pension${where}`, story({ script }, freelancer));

test("the chosen community stays after a reload and can be taken back", story({}, async ({ page, url }) => {
  await visit(page, `${url}/community/hanyuan`);
  await page.getByRole("button", { name: "设为我的社区" }).click();
  await see(page, "这是我的社区");
  await visit(page, url);
  await page.getByRole("link", { name: /^汉源社区/ }).click();
  await heading(page, "找到我的社区");
  await page.locator("#page").getByRole("link", { name: /^汉源社区/ }).first().click();
  await page.getByRole("button", { name: "取消选择" }).click();
  await tab(page, "首页").click();
  await page.getByRole("link", { name: /^选择我的社区/ }).waitFor();
}));

/** Runs in the page: its clock starts at the time that the story has set, and its timers run as ever. */
const movedClock = () => {
  let start = 0;
  try { start = Number(localStorage.getItem("test-clock")); } catch { /* not yet on a page of ours */ }
  if (!start) return;
  const Real = Date;
  const shift = start - Real.now();
  window.Date = class extends Real {
    constructor(...values) {
      if (values.length) super(...values);
      else super(Real.now() + shift);
    }

    static now() { return Real.now() + shift; }
  };
};

test("hours and phone on the home page are those of today, not of the day of the choice", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  const mine = page.getByRole("link", { name: /^汉源社区/ });
  /** What the home page says of the community before the app is up; then lets the app come. */
  const atBoot = async () => {
    const { open, hold } = gate();
    await page.route("**/app.wasm", hold);
    await page.goto(url, { waitUntil: "domcontentloaded" });
    const text = await mine.textContent();
    open();
    await up(page);
    return text;
  };
  let serverAt;
  // The server's clock goes with the phone's: what it says of the time sets a wrong phone right.
  await page.route("**/api/**", async (route) => {
    const answer = await route.fetch();
    const headers = { ...answer.headers(), ...(serverAt && { date: serverAt.toUTCString() }) };
    await route.fulfill({ response: answer, headers });
  });
  const nextLoadAt = (time) => {
    serverAt = new Date(time);
    return page.evaluate((ms) => localStorage.setItem("test-clock", ms), serverAt.getTime());
  };
  await page.addInitScript(movedClock);
  await visit(page, url);
  // Saturday night and Sunday, by the clock of the district; in UTC both are Saturday.
  await nextLoadAt("2026-11-28T23:30:00+08:00");
  await visit(page, `${url}/community/hanyuan`);
  await page.getByRole("button", { name: "设为我的社区" }).click();
  await see(page, "这是我的社区");
  assert.match(await atBoot(), /大厅今天 09:00–12:00/);
  await page.evaluate(() => localStorage.setItem("community_tel", "000-0000-0999"));
  await nextLoadAt("2026-11-29T00:30:00+08:00");
  assert.doesNotMatch(await atBoot(), /大厅今天/);
  await page.getByRole("link", { name: /^汉源社区.*大厅今天不开放/ }).waitFor();
  assert.match(await atBoot(), /大厅今天不开放/);
  await page.getByRole("button", { name: "长辈版", exact: true }).click();
  assert.equal(await page.getByRole("link", { name: /^打给社区/ }).getAttribute("href"), "tel:000-0000-0101");
}));

test("filters stand in the address and survive a reload and back", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide`);
  await page.getByRole("link", { name: /^看病报销/ }).click();
  await heading(page, "看病报销");
  const count = async () => Number(/^(\d+)项/.exec(await page.getByText(/^\d+项/).textContent())[1]);
  const byEvent = await count();
  await page.getByRole("main").getByRole("link", { name: "到窗口办" }).click();
  const both = await until(count, (n) => n < byEvent, "rows under two filters");
  assert.match(page.url(), /event=\w+&channel=\w+/);
  await page.reload();
  await settled(page);
  assert.equal(await count(), both);
  await page.getByRole("main").getByRole("link", { name: /^看病报销.*去掉这个条件/ }).waitFor();
  await page.goBack();
  await until(count, (n) => n === byEvent, "rows after back");
  await page.getByRole("main").getByRole("link", { name: /^看病报销.*去掉这个条件/ }).click();
  await until(count, (n) => n === 148, "rows without a filter");
  await heading(page, "全部事项");
}));

test("a filter that nothing meets says how to go on", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide/list?event=death&person=newcomer&channel=booking`);
  await see(page, "没有同时符合这些条件的事项");
  await page.getByRole("link", { name: "去掉全部条件" }).click();
  await see(page, "148项");
}));

for (const [name, total] of [["全部事项", 148], ["线上一次性办结", 30], ["线上预约", 12]]) {
  test(`the published figure ${total} ${name} is the number of items in its list`, story({}, async ({ page, url }) => {
    await visit(page, url);
    await page.getByRole("main").getByRole("link", { name: new RegExp(`^${total}\\s*${name}`) }).click();
    await heading(page, name);
    await see(page, `${total}项`);
    while (await more(page).isVisible()) {
      const before = await rows(page).count();
      await more(page).click();
      await until(() => rows(page).count(), (n) => n > before, "rows after 加载更多");
    }
    assert.equal(await rows(page).count(), total);
    const names = await rows(page).getByRole("link").evaluateAll((links) => links.map((a) => a.getAttribute("href")));
    assert.equal(new Set(names).size, total);
    await tab(page, "办事").click();
    await heading(page, "办事公示");
    await page.getByRole("main").getByRole("link", { name: new RegExp(`^${total}\\s*${name}`) }).waitFor();
  }));
}

test("every way into the catalogue leads to as many items as it promises", story({}, async ({ page, url }) => {
  await visit(page, `${url}/guide`);
  const ways = await page.getByRole("main").getByRole("listitem").getByRole("link").evaluateAll((links) =>
    links.map((a) => ({ href: a.getAttribute("href"), n: Number(/\d+$/.exec(a.textContent)[0]) })));
  assert.ok(ways.length > 20);
  const wrong = [];
  for (const way of ways) {
    await page.evaluate((href) => history.pushState({ i: 1 }, "", href), way.href);
    await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
    await until(() => page.getByText(/^\d+项/).textContent(), (t) => t.startsWith(`${way.n}项`), way.href).catch((e) => wrong.push(e.message));
  }
  assert.deepEqual(wrong, []);
}));

test("ticked papers are remembered after a reload and can be unticked", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  await page.getByRole("checkbox", { name: /居民身份证/ }).check();
  await page.getByRole("checkbox", { name: /本人银行卡/ }).check();
  await see(page, "已备 2 / 5");
  await page.reload();
  await settled(page);
  assert.equal(await page.getByRole("checkbox", { name: /居民身份证/ }).isChecked(), true);
  await see(page, "已备 2 / 5");
  await page.getByRole("checkbox", { name: /居民身份证/ }).uncheck();
  await page.reload();
  await settled(page);
  await see(page, "已备 1 / 5");
}));

test("ticked papers travel to the family in the shared link", story({}, async ({ page, url }) => {
  await page.addInitScript(() => {
    delete Navigator.prototype.share;
    Object.defineProperty(Navigator.prototype, "clipboard", { get: () => ({ writeText: async (text) => { window.copied = text; } }) });
  });
  await visit(page, url + ITEM);
  await page.getByRole("checkbox", { name: /居民身份证/ }).check();
  await page.getByRole("checkbox", { name: /户口簿/ }).check();
  await page.getByRole("button", { name: "发给家人" }).click();
  await see(page, "已复制");
  const copied = await page.evaluate(() => window.copied);
  assert.match(copied, /灵活就业人员参保登记表/);
  const link = /http\S+/.exec(copied)[0];
  assert.match(new URL(link).searchParams.get("have"), /^[0-9a-f]{8}\.[0-9a-f]{8}$/, "named, not counted: the guide may change");
  const relative = await phone();
  try {
    await visit(relative.page, link);
    await see(relative.page, "已备 2 / 5");
    assert.equal(await relative.page.getByRole("checkbox", { name: /户口簿/ }).isChecked(), true);
    assert.equal(await relative.page.getByRole("checkbox", { name: /参保登记表/ }).isChecked(), false);
  } finally {
    await relative.context.close();
  }
}));

test("a favourite stands in 我的 and goes away again", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  await page.getByRole("button", { name: "收藏" }).click();
  assert.equal(await page.getByRole("button", { name: "已收藏" }).getAttribute("aria-pressed"), "true");
  await tab(page, "我的").click();
  await page.getByRole("link", { name: ITEM_NAME }).click();
  await heading(page, ITEM_NAME);
  await page.getByRole("button", { name: "已收藏" }).click();
  await page.getByRole("button", { name: "收藏", exact: true }).waitFor();
  await tab(page, "我的").click();
  await see(page, "还没有收藏");
}));

test("the self-check passes, stops, and back moves one question", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  const answer = (name) => page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("link", { name: "答几个问题看看" }).click();
  await see(page, "第1题，共4题");
  await answer("是");
  await see(page, "第2题，共4题");
  await answer("是");
  await see(page, "先看这一条，再决定");
  await see(page, "有单位就由单位缴，不用自己登记");
  await page.goBack();
  await see(page, "第2题，共4题");
  await answer("不是");
  await see(page, "第3题，共4题");
  await page.goBack();
  await see(page, "第2题，共4题");
  await page.goForward();
  await see(page, "第3题，共4题");
  await answer("不是");
  await answer("是");
  await see(page, "看起来可以办");
  await page.getByRole("link", { name: "看要带什么材料" }).click();
  await page.getByRole("heading", { name: "要准备的材料" }).waitFor();
}));

test("a self-check can be started over", story({}, async ({ page, url }) => {
  await visit(page, `${url}${ITEM}/check?a=n`);
  await see(page, "不满16周岁不能参保");
  await page.getByRole("link", { name: "重新回答" }).click();
  await see(page, "第1题，共4题");
}));

test("the full guide shows the official fields and the short one does not", story({}, async ({ page, url }) => {
  await visit(page, url + ITEM);
  const official = page.getByRole("heading", { name: "官方要素" });
  assert.equal(await official.count(), 0);
  await page.getByRole("link", { name: "完整版" }).click();
  await official.waitFor();
  await see(page, "《中华人民共和国社会保险法》");
  await page.reload();
  await official.waitFor();
  assert.equal(await page.getByRole("link", { name: "完整版" }).getAttribute("aria-current"), "true");
  await page.getByRole("link", { name: "简版" }).click();
  await official.waitFor({ state: "detached" });
}));

test("after a correction the kept guide stands under its own day until the new one is there", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  await visit(page, url);
  await kept(page);
  // What the phone holds comes from an earlier publication than the cards.
  await page.evaluate(() => new Promise((resolve, reject) => {
    const open = indexedDB.open("yunlin");
    open.onerror = () => reject(open.error);
    open.onsuccess = () => {
      const db = open.result;
      const change = db.transaction("public", "readwrite");
      const guides = change.objectStore("public");
      const get = guides.get("text/SB-07");
      get.onsuccess = () => {
        const text = get.result.split("\n").slice(2).join("\n").replaceAll("灵活就业人员参保登记表", "从前的登记表");
        guides.put(`0\n2020-01-02\n${text}`, "text/SB-07");
      };
      change.oncomplete = () => { db.close(); resolve(); };
      change.onerror = () => reject(change.error);
    };
  }));
  const { open, hold } = gate();
  await page.route("**/api/guide/items/*", hold);
  await visit(page, url + ITEM);
  await see(page, "从前的登记表");
  await see(page, /2020-01-02更新/);
  await see(page, "这是2020-01-02公布的一版，后来有改动");
  open();
  await visit(page, url + ITEM);
  await see(page, "灵活就业人员参保登记表");
  assert.equal(await page.getByText("从前的登记表").count(), 0);
  assert.equal(await page.getByText(/2020-01-02/).count(), 0);
}));

test("an item that does not exist says what to do", story({}, async ({ page, url }) => {
  await page.goto(`${url}/guide/item/XX-99`);
  await see(page, "这一项没有打开");
  await heading(page, /./);
  await page.getByRole("main").getByRole("link", { name: "全部事项" }).click();
  await see(page, "148项");
}));
