import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{lib,workers,components,bin}/**/*.test.{ts,tsx,mjs}"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
