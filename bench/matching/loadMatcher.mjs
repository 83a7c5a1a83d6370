import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

const entry = `
export { lookSql } from "./lib/match/columnLook.ts";
export { proposeDedupe, proposeLink } from "./lib/match/propose.ts";
export { runMatch } from "./lib/match/runMatch.ts";
`;

/**
 * @typedef {Pick<typeof import("../../lib/match/columnLook.ts"), "lookSql">
 *   & Pick<typeof import("../../lib/match/propose.ts"), "proposeDedupe" | "proposeLink">
 *   & Pick<typeof import("../../lib/match/runMatch.ts"), "runMatch">} Matcher
 */

/** The matcher of lib/, which is TypeScript that Node cannot read by itself, bundled in memory. @returns {Promise<Matcher>} */
export async function loadMatcher() {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "error",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
