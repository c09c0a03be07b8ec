// Sizes of text and targets, and what fits, on every page in its states.
import assert from "node:assert/strict";
import { test } from "node:test";
import { closeTargets, covered, crowded, mainSmaller, overflow, smallTargets, smaller, tight } from "../lib/measure.mjs";
import { ADDRESSES } from "../lib/pages.mjs";
import { atTextSize, survey } from "../lib/walk.mjs";

const run = (measure, argument) => (page) => page.evaluate(measure, argument);

const normal = survey({}, ADDRESSES, {
  targets: run(smallTargets, [44, 44]),
  gaps: run(closeTargets, 8),
  tight: run(tight),
  covered: run(covered),
  doubled: atTextSize(200, run(overflow, 360)),
});
const narrow = survey({ phone: { viewport: { width: 320, height: 640 } } }, ADDRESSES, { overflow: run(overflow, 320) });
const lying = survey({ phone: { viewport: { width: 780, height: 360 } } }, ADDRESSES, { overflow: run(overflow, 780) });
const elder = survey({ elder: "1" }, ADDRESSES, {
  texts: run(smaller, 18),
  targets: run(smallTargets, [60, 44]),
  gaps: run(closeTargets, 8),
  tight: run(tight),
  overflow: run(overflow, 360),
  covered: run(covered),
});
const largest = survey({ elder: "3" }, ADDRESSES, { texts: run(mainSmaller, 30), overflow: run(overflow, 360) });
const elderHome = survey({ elder: "1" }, ["/"], { crowded: run(crowded, 2) });

const holds = (name, walked, check) => test(name, async () => { assert.deepEqual((await walked())[check], {}); });

holds("no page scrolls sideways or cuts text at 320 px", narrow, "overflow");
holds("no page scrolls sideways or cuts text at 200 % text", normal, "doubled");
holds("no page scrolls sideways or cuts text on a phone that lies on its side", lying, "overflow");
holds("targets are at least 44 px", normal, "targets");
holds("targets are at least 8 px apart", normal, "gaps");
holds("lines and paragraphs have room between them", normal, "tight");
holds("the tab bar covers nothing at the end of a page", normal, "covered");
holds("长辈版: all text is at least 18 px", elder, "texts");
holds("长辈版: targets are at least 60 px where they matter and 44 px elsewhere", elder, "targets");
holds("长辈版: targets are at least 8 px apart", elder, "gaps");
holds("长辈版: lines and paragraphs have room between them", elder, "tight");
holds("长辈版: no page scrolls sideways or cuts text", elder, "overflow");
holds("长辈版: the tab bar covers nothing at the end of a page", elder, "covered");
holds("长辈版: the home page has at most two services in a row", elderHome, "crowded");
holds("长辈版, largest size: titles, cells, buttons and body are at least 30 px", largest, "texts");
holds("长辈版, largest size: no page scrolls sideways or cuts text", largest, "overflow");
