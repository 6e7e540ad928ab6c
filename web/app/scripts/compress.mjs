/**
 * After a build: a Brotli copy beside each script, style and font table, as small as can be, for
 * browsers that take it. The server hands it out instead of compressing at each request.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const assets = new URL("../dist/assets/", import.meta.url);
for (const name of readdirSync(assets)) {
  if (!/\.(js|css|svg)$/.test(name)) continue;
  const file = new URL(name, assets);
  writeFileSync(`${file.pathname}.br`, brotliCompressSync(readFileSync(file)));
}
