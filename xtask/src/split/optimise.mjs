// Shrinks wasm files in place, as `wasm-opt -Oz` does; one start of the engine serves many files.
// node optimise.mjs BINARYEN FILE…
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// wasm-split-cli writes a section of names that binaryen does not know and skips.
for (const way of ["warn", "error"]) {
  const say = console[way];
  console[way] = (...words) => { if (!String(words[0]).includes("unknown name subsection")) say(...words); };
}

const [, , engine, ...files] = process.argv;
const { default: binaryen } = await import(pathToFileURL(engine));

// What rustc emits for wasm32 today, and the most that the oldest supported engine knows (docs/operations.md).
const { Features } = binaryen;
const known = ["BulkMemory", "BulkMemoryOpt", "CallIndirectOverlong", "SignExt", "MutableGlobals", "NontrappingFPToInt", "ReferenceTypes", "Multivalue"];
let features = Features.MVP;
for (const name of known) {
  if (!Features[name]) throw new Error(`this binaryen has no feature ${name}`);
  features |= Features[name];
}

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
for (const file of files) {
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(features);
  module.optimize();
  module.runPasses(["strip-debug", "strip-producers", "strip-target-features"]);
  if (!module.validate()) throw new Error(`${file} is not valid after shrinking`);
  writeFileSync(file, module.emitBinary());
  module.dispose();
}
