// Phones that refuse something. Each function runs in the page before anything else does.

export const noServiceWorker = () => { delete Navigator.prototype.serviceWorker; };

/** With a service worker, and with none, as in WeChat on an iPhone: the main stories run on both. */
export const WORKERS = [["", () => {}], [", with no service worker", noServiceWorker]];

export const noDatabase = () => { IDBFactory.prototype.open = () => { throw new DOMException("refused", "SecurityError"); }; };

export const fullDatabase = () => { IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }; };

export const fullPreferences = () => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; };

export const noPreferences = () => {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
  }
};

/** A module that can never link with the app's glue, as the wasm of another build. */
export const FOREIGN_WASM = Buffer.from("0061736d010000000104016000000207010161016200 00".replaceAll(" ", ""), "hex");

/** A gate for a route: requests wait until it is opened. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => { open = resolve; });
  return { open, opened, hold: async (route) => { await opened; await route.continue().catch(() => {}); } };
}
