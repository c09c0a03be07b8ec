// What leaves the phone of a photo: small, without the place where it was taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { heading, story } from "../lib/app.mjs";
import { resident } from "../lib/people.mjs";
import { confirm, fillAll } from "../lib/sb07.mjs";

/** A photo of twelve megapixels with EXIF that names a place, as a phone's camera makes it. */
async function photo(page) {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 4000, height: 3000 });
    const context = canvas.getContext("2d");
    for (let n = 0; n < 800; n += 1) {
      context.fillStyle = `hsl(${(n * 47) % 360} 60% ${30 + (n % 50)}%)`;
      context.fillRect((n * 137) % 4000, (n * 211) % 3000, 160, 90);
    }
    return canvas.toDataURL("image/jpeg", 0.95);
  });
  const jpeg = Buffer.from(url.split(",")[1], "base64");
  const exif = Buffer.from("Exif\0\0MM\0*\0\0\0\x08\0\0GPSLatitude 40.8", "latin1");
  const length = Buffer.from([(exif.length + 2) >> 8, (exif.length + 2) & 255]);
  const buffer = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
  return { name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer };
}

/** Notes what every photo that is sent looks like. */
const watch = (page) => page.addInitScript(() => {
  window.uploads = [];
  const send = window.fetch;
  window.fetch = async (input, init) => {
    if (input instanceof Request && input.method === "POST" && input.url.includes("/api/files/")) {
      const bytes = new Uint8Array(await input.clone().arrayBuffer());
      const text = new TextDecoder("latin1").decode(bytes);
      window.uploads.push({ size: bytes.length, jpeg: bytes[0] === 0xff && bytes[1] === 0xd8, exif: text.includes("Exif\0"), place: text.includes("GPSLatitude") });
    }
    return send(input, init);
  };
});

test("a photo of twelve megapixels leaves the phone with at most 600 KB and without its EXIF", story({ phone: { serviceWorkers: "block" } }, async ({ page, url }) => {
  await watch(page);
  await resident(page, url);
  await fillAll(page, url);
  await page.getByRole("link", { name: "修改身份证有头像的一面" }).click();
  await heading(page, "拍身份证");
  const taken = await photo(page);
  assert.ok(taken.buffer.includes("GPSLatitude"));
  await page.getByLabel("重拍第1张").first().setInputFiles(taken);
  await page.getByRole("button", { name: "下一步" }).click();
  await heading(page, "核对信息");
  await confirm(page);
  await heading(page, "已提交");
  const uploads = await page.evaluate(() => window.uploads);
  assert.equal(uploads.length, 2);
  for (const { size, jpeg, exif, place } of uploads) {
    assert.ok(size > 0 && size <= 600_000, `${size} bytes`);
    assert.deepEqual({ jpeg, exif, place }, { jpeg: true, exif: false, place: false });
  }
  assert.ok(Math.max(...uploads.map((u) => u.size)) > 20_000, "the large photo is among them");
}));
