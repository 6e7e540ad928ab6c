import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` finds a running `parcours serve`. */
const server = process.env.PARCOURS_URL ?? "http://127.0.0.1:7878";

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: { "/api": server, "/live": server, "/v1": server },
  },
  build: {
    target: "es2022",
    // The server embeds dist/; maps would double the binary's share of it.
    sourcemap: false,
    manifest: true,
    // The content security policy allows our own files, not data: addresses.
    assetsInlineLimit: 0,
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
