import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Vitest's reporter of failures calls Map.groupBy, which Node 20 has not.
const mapConstructor = Map as { groupBy?: unknown };
mapConstructor.groupBy ??= <T, K>(items: Iterable<T>, keyOf: (item: T) => K) => {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{lib,workers,components,bin,suites}/**/*.test.{ts,tsx,mjs}"],
    // Whoever reads notebooks has all of YAML here; what the page does without it has tests of its own.
    setupFiles: ["lib/formats/fullYamlAtHand.ts"],
    // All cores: left to itself it keeps one free, which is half of a small machine.
    maxWorkers: "100%",
    // Files share a process: one for each, which compiles DuckDB-WASM anew, took 226 s where this takes 142.
    isolate: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
