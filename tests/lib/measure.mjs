// Measures of a page as it stands. The functions run inside the page and return lists of what is wrong.

/** Helpers for the functions below; installed once per document. */
export const tools = () => {
  const seen = (e) => {
    if (!e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || e.closest(".sr, [inert]")) return false;
    if (e.closest("details:not([open]) > :not(summary)")) return false;
    return e.getClientRects().length > 0;
  };
  const texts = (root = document.body) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const e = node.parentElement;
      if (!node.data.trim() || e.closest("script, style, noscript, option") || !seen(e)) continue;
      found.push({ node, e, text: node.data.trim().slice(0, 24) });
    }
    return found;
  };
  const box = (node) => { const range = document.createRange(); range.selectNodeContents(node); return range.getBoundingClientRect(); };
  const targets = () => [...document.querySelectorAll("a[href], button, input, textarea, select, summary")]
    .filter((e) => seen(e) && !e.classList.contains("skip"))
    .map((e) => {
      const hit = (e.matches("input[type=radio], input[type=checkbox], input[type=file]") && e.closest("label")) || e;
      return { e, hit: hit.getBoundingClientRect(), name: (e.getAttribute("aria-label") || hit.textContent || e.type || "").trim().slice(0, 24) };
    });
  window.measure = { seen, texts, box, targets };
};

/** Sideways scroll, text that leaves the screen or is cut by its box. */
export const overflow = (width) => {
  const { texts, box } = window.measure;
  const wrong = [];
  const whole = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
  if (whole > width) wrong.push(`${whole} px wide on a screen of ${width}`);
  for (const { node, e, text } of texts()) {
    const rect = box(node);
    if (rect.left < -1 || rect.right > width + 1) wrong.push(`leaves the screen: ${text}`);
    for (let up = e; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.display === "inline") continue;
      const edge = up.getBoundingClientRect();
      const cuts = style.overflowX !== "visible" || style.overflowY !== "visible";
      const framed = cuts || up.matches("a, button, .card, .facts > div, .tag");
      if (framed && (rect.left < edge.left - 1 || rect.right > edge.right + 1 || rect.top < edge.top - 2 || rect.bottom > edge.bottom + 2)) {
        wrong.push(`cut by or out of its ${up.tagName.toLowerCase()}.${up.className}: ${text}`);
        break;
      }
    }
  }
  return [...new Set(wrong)];
};

/** Text of the page that the tab bar still covers at the very end of the page. */
export const covered = () => {
  const { texts, box } = window.measure;
  scrollTo(0, document.documentElement.scrollHeight);
  const bar = document.querySelector("nav.tabs").getBoundingClientRect();
  if (!bar.height) return [];
  return texts().filter(({ e }) => !e.closest("nav.tabs, .skip, #notices")).filter(({ node }) => {
    const rect = box(node);
    return rect.bottom > bar.top + 1;
  }).map(({ text }) => `under the tab bar: ${text}`);
};

/** Visible text smaller than so many pixels. */
export const smaller = (px) =>
  [...new Set(window.measure.texts().map(({ e, text }) => [parseFloat(getComputedStyle(e).fontSize), text]).filter(([size]) => size < px).map(([size, text]) => `${size.toFixed(1)} px: ${text}`))];

/** Body text, titles, cells and buttons smaller than so many pixels; notes in small print, the tab bar and the title bar are not those (A01). */
export const mainSmaller = (px) => {
  const notes = "small, .small, .tag, .foot, nav.tabs, .bar-mode, .skip, .asof, .strip-in, .facts dt, .num";
  const main = window.measure.texts().filter(({ e, text }) => !e.closest(notes) && text.length > 1);
  return [...new Set(main.map(({ e, text }) => [parseFloat(getComputedStyle(e).fontSize), text]).filter(([size]) => size < px).map(([size, text]) => `${size.toFixed(1)} px: ${text}`))];
};

/** Targets that are too small: main ones and the others. */
export const smallTargets = ([main, other]) => {
  const isMain = (e) => e.matches(".btn.primary, .tile, .callbig, .seek, nav.tabs a, .act, .cell");
  return window.measure.targets().flatMap(({ e, hit, name }) => {
    const least = isMain(e) ? main : other;
    const ok = hit.width >= least - 0.5 && hit.height >= least - 0.5;
    return ok ? [] : [`${Math.round(hit.width)}×${Math.round(hit.height)} < ${least}: ${name}`];
  });
};

/** Pairs of targets that a thumb may take for one another: less than so many pixels apart, measured between their edges (A04). */
export const closeTargets = (least) => {
  // What the browser has not laid out yet stands with a guessed height, and the rest of the page in the wrong place.
  for (const e of document.querySelectorAll("body *")) if (getComputedStyle(e).contentVisibility === "auto") e.style.contentVisibility = "visible";
  // A bar that stays while the page moves below it is at no fixed distance from the page.
  const layer = (e) => {
    for (let up = e; up; up = up.parentElement) if (/fixed|sticky/.test(getComputedStyle(up).position)) return up;
    return null;
  };
  const all = window.measure.targets().map((target) => ({ ...target, layer: layer(target.e) }));
  const wrong = [];
  all.forEach((a, at) => {
    for (const b of all.slice(at + 1)) {
      if (a.layer !== b.layer || a.e.contains(b.e) || b.e.contains(a.e)) continue;
      const across = Math.max(a.hit.left, b.hit.left) - Math.min(a.hit.right, b.hit.right);
      const down = Math.max(a.hit.top, b.hit.top) - Math.min(a.hit.bottom, b.hit.bottom);
      const gap = Math.max(across, down);
      if (gap < least - 0.5) wrong.push(`${gap.toFixed(1)} px < ${least} between «${a.name}» and «${b.name}»`);
    }
  });
  return [...new Set(wrong)];
};

/** Text whose lines stand closer than 1.3 times its size, and paragraphs of running text closer than 1.3 times the gap between
    their lines (A02). A paragraph with a class is a label or a note, placed by the part that it belongs to. */
export const tight = () => {
  const { seen, texts } = window.measure;
  const lines = (e) => { const style = getComputedStyle(e); return [parseFloat(style.fontSize), parseFloat(style.lineHeight)]; };
  const wrong = [];
  for (const { e, text } of texts()) {
    const [size, height] = lines(e);
    if (!(height / size >= 1.299)) wrong.push(`line height ${(height / size).toFixed(2)}: ${text}`);
  }
  for (const p of document.querySelectorAll("main p:not([class]) + p:not([class])")) {
    const before = p.previousElementSibling;
    if (!seen(p) || !seen(before)) continue;
    const [size, height] = lines(before);
    const gap = p.getBoundingClientRect().top - before.getBoundingClientRect().bottom;
    if (gap < 1.3 * (height - size) - 0.5) wrong.push(`${gap.toFixed(1)} px above the paragraph: ${p.textContent.trim().slice(0, 24)}`);
  }
  return [...new Set(wrong)];
};

/** Rows of the page's main part that hold more than so many targets. */
export const crowded = (most) => {
  const inMain = window.measure.targets().filter(({ e }) => e.closest("main") && !e.closest("footer"));
  const rows = inMain.map(({ hit }) => inMain.filter((o) => o.hit.top < hit.bottom - 4 && o.hit.bottom > hit.top + 4));
  return [...new Set(rows.filter((row) => row.length > most).map((row) => row.map((o) => o.name).join(" | ")))];
};
