/**
 * After a build: what a first visit to the map downloads in JavaScript, compressed, and fails past
 * the budget. Static imports of each chunk count with it, as the browser loads them.
 */
import { readFileSync } from "node:fs";

const BUDGET = 250_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** What a first visit to the map loads: the entry, the shell, the map and its canvas, one language. */
const first = [
  "index.html",
  "src/shell/Shell.tsx",
  "src/map/MapPage.tsx",
  "src/map/canvas/Canvas.tsx",
  "src/map/hand/HandTools.tsx",
  "src/i18n/fr/index.ts",
];

const files = new Set();
const visit = (key) => {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the build: update the list in this script`);
  if (files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) visit(imported);
};
for (const key of first) visit(key);

const size = [...files]
  .filter((file) => file.endsWith(".js"))
  .reduce((sum, file) => sum + readFileSync(new URL(`${file}.br`, dist)).length, 0);

console.log(`First load of the map: ${(size / 1000).toFixed(0)} kB of JavaScript (Brotli)`);
if (size > BUDGET) {
  console.error(`Over the budget of ${BUDGET / 1000} kB: load something lazily.`);
  process.exit(1);
}
