import react from "@vitejs/plugin-react";
import type { ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";

/** Where `npm run dev` and `npm run preview` find a running `parcours serve`. */
const server = process.env.PARCOURS_URL ?? "http://127.0.0.1:7878";

/** The proxy holds headers back until the first byte, which a quiet event stream never sends. */
const live: ProxyOptions = {
  target: server,
  configure: (proxy) =>
    proxy.on("proxyRes", (_from, _request, response) =>
      setImmediate(() => response.flushHeaders()),
    ),
};
const proxy = { "/api": server, "/live": live, "/v1": server };

export default defineConfig({
  plugins: [react()],
  server: { proxy },
  preview: { proxy },
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
