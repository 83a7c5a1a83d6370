import { createRequire } from "node:module";
import { join } from "node:path";

const probes = {
  esbuild: async (load) => load("esbuild").transform("let a: number = 1", { loader: "ts" }),
  "@swc (Next's compiler)": async (load) => load("next/dist/build/swc").loadBindings(),
};
const testProbes = {
  "@duckdb/node-api": async (load) => load("@duckdb/node-api").version(),
  "@biomejs/biome": async (load) => load.resolve(`@biomejs/cli-${process.platform}-${process.arch}/biome`),
};

/**
 * Fails with one clear message where a package's program for this platform is absent. Those come as optional packages,
 * which npm leaves out in silence when it was told to, or when node_modules came from another machine.
 * @param {string} root the project's root
 * @param {{ forTests: boolean }} options
 */
export async function checkBinaries(root, { forTests }) {
  const load = createRequire(join(root, "package.json"));
  const failures = [];
  for (const [name, probe] of Object.entries(forTests ? { ...probes, ...testProbes } : probes)) {
    try {
      await probe(load);
    } catch (error) {
      failures.push(`  ${name}: ${error.message.split("\n")[0]}`);
    }
  }
  if (failures.length === 0) return;
  throw new Error(
    `These packages do not work on ${process.platform} ${process.arch}:\n${failures.join("\n")}\n` +
      "Delete node_modules and run: npm ci --ignore-scripts --include=optional",
  );
}
