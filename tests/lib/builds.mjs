// Publishes builds of the app into a folder of the test's own, as a deploy does.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const source = process.env.APP_UNDER_TEST ?? new URL("../../var/app", import.meta.url).pathname;
const xtask = process.env.XTASK_UNDER_TEST ?? new URL("../../target/debug/xtask", import.meta.url).pathname;

const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;
const inline = (html, tag) => [...html.matchAll(new RegExp(`<${tag}(?: type="module")?>([^]*?)</${tag}>`, "g"))].map((m) => hash(m[1]));

/** An app folder with the newest build under its own name. */
export async function appFolder() {
  const folder = await mkdtemp(join(tmpdir(), "yunlin-app-"));
  const first = (await readFile(join(source, "current"), "utf8")).trim();
  await cp(join(source, first), join(folder, first), { recursive: true });
  await makeCurrent(folder, first);
  return { folder, first, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Names the build that is served; switched in one step. */
async function makeCurrent(folder, name) {
  await writeFile(join(folder, "current.new"), name);
  await rename(join(folder, "current.new"), join(folder, "current"));
}

/** Publishes the same app under a new name; `files` replaces whole files of it by name. */
export async function publish({ folder, first }, name, files = {}) {
  const made = join(folder, name);
  await cp(join(folder, first), made, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  for (const file of await readdir(made)) {
    if (!/\.(html|js|json)$/.test(file)) continue;
    const text = await readFile(join(made, file), "utf8");
    await writeFile(join(made, file), text.replaceAll(first, name));
  }
  for (const [file, text] of Object.entries(files)) await writeFile(join(made, file), text);
  const html = await readFile(join(made, "index.html"), "utf8");
  await writeFile(join(made, "csp.json"), JSON.stringify({ script: inline(html, "script"), style: inline(html, "style") }));
  await makeCurrent(folder, name);
}

/** Takes a build off the server. */
export const withdraw = ({ folder }, name) => rm(join(folder, name), { recursive: true, force: true });

/** Takes the worker off all phones, as an operator does; `undo` lets it come back. */
export const killSwitch = ({ folder }, ...args) => promisify(execFile)(xtask, ["kill-switch", ...args, "--app-dir", folder]);
