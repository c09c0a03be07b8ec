/* Runs behind the header, in ES5, on every phone. It keeps taps that come before the app is up, shows the rest of the home
   page, and says so in words when the app cannot start. */
(function () {
  var d = document, h = d.documentElement, w = window, store = null;
  try { store = w.localStorage; } catch (e) { /* refused: defaults hold */ }
  function get(k) { try { return store && store.getItem(k); } catch (e) { return null; } }
  function put(k, v) { try { store.setItem(k, v); } catch (e) { /* this visit only */ } }
  w.yunlin = { entry: location.href, tap: null, up: false };
  function fail(kind) { if (!h.getAttribute("data-fail")) h.setAttribute("data-fail", kind); }
  /* The trap that ends wasm follows the panic that was told: the number on the screen stays the one in the log. */
  w.yunlin.fail = function (id) { if (h.getAttribute("data-fail") === "crash") return; tell("crash", id); var e = d.getElementById("fail-id"); if (e) e.textContent = id; h.setAttribute("data-fail", "crash"); w.scrollTo(0, 0); };
  function bytes(b) { var s = atob(b), a = new Uint8Array(s.length); for (var i = 0; i < s.length; i++) a[i] = s.charCodeAt(i); return a; }
  var probes = ["AGFzbQEAAAABBQFgAW8A", "AGFzbQEAAAABBAFgAAADAgEABQMBAAEKDgEMAEEAQQBBAPwKAAAL", "AGFzbQEAAAABBAFgAAADAgEACgwBCgBDAAAAAPwAGgs="];
  var can = null, told = false;
  function able() { if (can === null) { can = probe(); if (!can) { tell("old", "0"); h.removeAttribute("data-at"); fail("old"); names(); } } return can; }
  w.yunlin.able = able;
  /* A phone that cannot run the app still reads halls, phones and the names of all items, from a page of their own. */
  function names() {
    if (d.readyState === "loading") { d.addEventListener("DOMContentLoaded", names); return; }
    unfold();
    var all = d.getElementById("all"), r = new XMLHttpRequest();
    r.open("GET", all.getAttribute("data-from"));
    r.onload = function () { var m = /<main>([\s\S]*)<\/main>/.exec(r.responseText); if (m) { all.innerHTML = m[1]; all.hidden = false; } };
    r.send();
  }
  /* What cannot open leads to what can be done now. */
  function instead(part) {
    var all = d.getElementById("all"), to = d.getElementById(all && !all.hidden ? part : "fail"), head = to.querySelector("h2");
    head.tabIndex = -1; head.focus(); to.scrollIntoView();
  }
  function probe() {
    try {
      if (typeof WebAssembly !== "object" || !("noModule" in d.createElement("script"))) return false;
      for (var i = 0; i < probes.length; i++) {
        var b = bytes(probes[i]);
        if (!WebAssembly.validate(b)) return false;
        new WebAssembly.Module(b);
      }
      return true;
    } catch (e) { return false; }
  }
  function read(then) { if (d.readyState === "loading") d.addEventListener("DOMContentLoaded", then); else then(); }
  /* Nothing heavy before the page that was read is painted; a page in the background never is. */
  w.yunlin.painted = function (then) {
    var done = false;
    function once() { if (!done) { done = true; then(); } }
    read(function () { requestAnimationFrame(function () { setTimeout(once, 0); }); });
    setTimeout(once, 800);
  };
  /* What lies below the first screen is text until then: a noscript costs nothing to read, and shows where scripts are off. */
  function unfold() { var n = d.getElementById("fold"); if (n) { n.outerHTML = n.textContent; call(); } }
  /* Waking the wasm engine costs a cheap phone 40 ms. */
  w.yunlin.painted(function () { read(unfold); able(); });
  setTimeout(function () { if (!w.yunlin.up && able()) { if (h.hasAttribute("data-at")) h.setAttribute("data-at", "late"); fail("slow"); names(); } }, 8000);
  setTimeout(function () { if (!w.yunlin.up && able()) tell("slow", "0"); }, 20000);
  /* Tells once what kept the app from running, and nothing about who. */
  function tell(kind, id) {
    if (told) return;
    told = true;
    try {
      var u = navigator.userAgent, c = /Chrome\/(\d+)/.exec(u), r = new XMLHttpRequest();
      r.open("POST", "__TROUBLE__");
      r.setRequestHeader("content-type", "application/json");
      r.setRequestHeader("__FROM_APP__", "1");
      r.setRequestHeader("__KEY__", "00000000-0000-4000-8000-000000000000".replace(/0/g, function () { return (Math.random() * 16 | 0).toString(16); }));
      r.send(JSON.stringify({ kind: kind, id: id, surface: /MicroMessenger/.test(u) ? "wechat" : w.matchMedia("(display-mode:standalone)").matches ? "pwa" : "browser", chrome: c ? +c[1] : 0, elder: h.getAttribute("data-mode") === "elder" }));
    } catch (e) { /* only a help for the operator */ }
  }
  w.addEventListener("error", function (e) { if (e && e.error && /RuntimeError/.test(String(e.error.name))) w.yunlin.fail("W" + Date.now().toString(36).slice(-5).toUpperCase()); });
  d.addEventListener("click", function (e) {
    var a = e.target && e.target.closest ? e.target.closest("a,button") : null;
    if (!a) return;
    if (a.hasAttribute("data-reload")) { e.preventDefault(); location.reload(); return; }
    /* The app is dead, its listeners are not: links go to the browser, which loads anew. */
    if (h.getAttribute("data-fail") === "crash") { e.stopPropagation(); return; }
    if (a.hasAttribute("data-flip")) { mode(h.getAttribute("data-mode") === "elder" ? "normal" : "elder"); return; }
    if (a.hasAttribute("data-hush")) { hush(); return; }
    if (w.yunlin.up) return;
    var href = a.getAttribute("href") || "", stuck = h.hasAttribute("data-fail"), hall = a.hasAttribute("data-hall-phone");
    if (href.charAt(0) !== "/" || (a.hasAttribute("data-native") && !(stuck && hall))) return;
    e.preventDefault();
    if (stuck) return instead(hall ? "halls" : "all");
    if (w.yunlin.pressed) w.yunlin.pressed.classList.remove("pressed");
    w.yunlin.tap = href; w.yunlin.pressed = a; a.classList.add("pressed");
  }, true);
  w.yunlin.mode = mode;
  function mode(m) {
    h.setAttribute("data-mode", m);
    h.setAttribute("data-size", get("ui_size") || "1");
    put("ui_mode", m);
    d.cookie = "ui_mode=" + m + ";path=/;max-age=31536000;samesite=lax";
    hush();
    w.dispatchEvent(new Event("ui-mode"));
  }
  /* The line that tells of 长辈版 goes; a focus that was in it goes to the switch above. */
  function hush() {
    if (!h.hasAttribute("data-hint")) return;
    var hint = d.getElementById("hint"), inside = hint && hint.contains(d.activeElement);
    h.removeAttribute("data-hint");
    if (inside) d.querySelector("[data-flip]").focus();
  }
  /* Told at the first visit to the home page, and at no other. */
  if (h.hasAttribute("data-hint") && !h.hasAttribute("data-at")) put("ui_hint", "1");
  function call() {
    var tel = get("community_tel"), n = d.querySelectorAll("[data-hall-phone]"), m = d.querySelectorAll("[data-hall-name]"), i;
    if (!tel) return;
    for (i = 0; i < n.length; i++) n[i].href = "tel:" + tel;
    for (i = 0; i < m.length; i++) m[i].textContent = get("community_call") || "打给社区";
  }
  /* The header stands above: who has chosen a community never sees it without. */
  var here = get("community_name");
  if (here) d.getElementById("here-name").textContent = here;
  /* Hours are of one day, by the clock of +08:00; the app writes those of another day once it is idle. */
  if (here) d.getElementById("here-sub").textContent = (get("community_day") === new Date(Date.now() + 288e5).toISOString().slice(0, 10) && get("community_sub")) || "看地址、时间和电话";
  d.addEventListener("DOMContentLoaded", call);
})();
