// People who sign in and apply, by what they see on the phone.
import { deflateSync } from "node:zlib";
import { heading, see, visit } from "./app.mjs";

/** A made-up number per story. */
export const phoneNumber = (n = 1) => `138001380${String(n).padStart(2, "0")}`;

/** A well-formed ID number that was never issued: ends of 1949, the check character after ISO 7064. */
export function idNumber(n = 1) {
  const body = `11010519491231${String(n).padStart(3, "0")}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((s, d, i) => s + Number(d) * weights[i], 0);
  return body + "10X98765432"[sum % 11];
}

/** Agrees to the notice where it stands. */
export async function agree(page) {
  await page.getByRole("button", { name: "同意", exact: true }).click();
}

/** Fills in the sign-in page that is open, with the code that demo data shows. */
export async function signInHere(page, number = phoneNumber()) {
  await heading(page, "登录");
  const consent = page.getByRole("button", { name: "同意", exact: true });
  const field = page.getByLabel("手机号", { exact: false }).first();
  await consent.or(field).first().waitFor();
  if (await consent.isVisible()) await consent.click();
  await field.fill(number);
  await page.getByRole("button", { name: "获取验证码" }).click();
  const shown = await page.getByText(/验证码 \d{6}/).textContent();
  await page.getByLabel("验证码").last().fill(/\d{6}/.exec(shown)[0]);
  await page.getByRole("main").getByRole("button", { name: "登录", exact: true }).click();
}

/** Gives name and ID number on the real-name page that is open. */
export async function realNameHere(page, name = "演小示", id = idNumber()) {
  await heading(page, "实名");
  const consent = page.getByRole("button", { name: "同意", exact: true });
  const field = page.getByLabel("姓名").first();
  await consent.or(field).first().waitFor();
  if (await consent.isVisible()) await consent.click();
  await field.fill(name);
  await page.getByLabel("身份证号码").first().fill(id);
  await page.getByRole("main").getByRole("button", { name: "提交" }).click();
  await see(page, "已保存");
  await page.getByRole("button", { name: "继续" }).click();
}

/** A resident with a real name and a community, on a phone of their own. */
export async function resident(page, url, n = 1) {
  await page.addInitScript(() => {
    if (localStorage.getItem("community_slug")) return;
    for (const [key, value] of [["slug", "hanyuan"], ["name", "汉源社区"], ["sub", ""]]) localStorage.setItem(`community_${key}`, value);
  });
  await visit(page, `${url}/sign-in?then=%2Freal-name%3Fthen%3D%252Fapply`);
  await signInHere(page, phoneNumber(n));
  await realNameHere(page, "演小示", idNumber(n));
  await heading(page, "在线办理");
}

const crcTable = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
const crc = (bytes) => { let c = 0xffffffff; for (const b of bytes) c = crcTable[(c ^ b) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };

/** A PNG of one grey, as a phone's album would hand it over. */
export function picture(width = 640, height = 400, name = "photo.png") {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const tail = Buffer.alloc(4);
    tail.writeUInt32BE(crc(body));
    return Buffer.concat([head, body, tail]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0xb0);
  for (let y = 0; y < height; y += 1) rows[y * (width + 1)] = 0;
  const buffer = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
  return { name, mimeType: "image/png", buffer };
}
