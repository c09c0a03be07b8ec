/* Runs before anything is painted, in ES5, on every phone: which mode, and which of home and page shows. All else of the boot
   comes behind the header, which is painted while that is read. */
(function () {
  var d = document, h = d.documentElement, mode = null, size = null, hint = null;
  try { mode = localStorage.getItem("ui_mode"); size = localStorage.getItem("ui_size"); hint = localStorage.getItem("ui_hint"); } catch (e) { /* refused: defaults hold */ }
  mode = mode || ((/(?:^|; )ui_mode=(\w+)/.exec(d.cookie) || [])[1]);
  h.setAttribute("data-js", "");
  if (mode === "elder") { h.setAttribute("data-mode", "elder"); h.setAttribute("data-size", size || "1"); }
  /* Who has chosen neither way is told of 长辈版 once. */
  if (!mode && !hint) h.setAttribute("data-hint", "");
  if (location.pathname !== "/") h.setAttribute("data-at", "page");
})();
