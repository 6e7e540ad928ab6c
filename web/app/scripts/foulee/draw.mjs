/**
 * Draws the pictures of the demo shop into the folder that the demo loads them from. `npm run foulee`
 * after a change to the scenes; what is drawn is committed, so nobody else needs it.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { choosing } from "./choosing.mjs";
import { having } from "./having.mjs";
import { others, portraits } from "./others.mjs";

const FOLDER = fileURLToPath(
  new URL("../../../../crates/parcours/src/demo/foulee/pictures/", import.meta.url),
);
/** Small enough to ship in the program. */
const MOST_BYTES = 30_000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();

async function webp(svg, width, height) {
  const url = await page.evaluate(
    async ([text, w, h]) => {
      const image = new Image(w, h);
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = w;
      canvas.height = h;
      canvas.getContext("2d").drawImage(image, 0, 0, w, h);
      return canvas.toDataURL("image/webp", 0.86);
    },
    [svg, width, height],
  );
  return Buffer.from(url.split(",")[1], "base64");
}

mkdirSync(FOLDER, { recursive: true });
for (const [sort, list] of Object.entries({
  "": { ...choosing, ...having, ...others },
  "portrait-": portraits,
})) {
  for (const [name, svg] of Object.entries(list)) {
    const file = `${sort}${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.webp`;
    const bytes = await (sort ? webp(svg, 480, 480) : webp(svg, 800, 450));
    if (bytes.length > MOST_BYTES) throw new Error(`${file} has ${bytes.length} bytes`);
    writeFileSync(FOLDER + file, bytes);
    console.log(`${file} ${bytes.length}`);
  }
}
await browser.close();
