import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Imports what a text exports from TypeScript modules of the project, which Node cannot read by itself. They are bundled
 * whole and in memory (a tenth of a second): nothing has to be built before, and two programs at once share no file.
 * @param {string} entry such as `export { runMatch } from "./lib/match/runMatch.ts";`, seen from the project's root
 */
export async function importInMemory(entry) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    // Not "node": the packages then come as modules, and none of them asks Node for anything.
    platform: "browser",
    logLevel: "error",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
