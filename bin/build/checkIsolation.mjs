import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { frameProblem } from "../headers.mjs";
import { listFiles } from "./listFiles.mjs";

const withoutComments = (source) => source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");

/**
 * What would open a wall, one sentence each; [] when all stands.
 * @param {string} root the project's root
 * @param {Record<string, import("./describeFiles.mjs").ServedFile>} files
 * @param {Record<string, readonly string[]>} frameHashes address → hashes that the frame's own build gave
 */
export async function isolationProblems(root, files, frameHashes) {
  const problems = [];
  for (const [address, hashes] of Object.entries(frameHashes)) {
    const frame = files[address];
    if (!frame) {
      problems.push(`${address}: the frame was not built.`);
      continue;
    }
    const problem = frameProblem(address, frame.headers);
    if (problem) problems.push(problem);
    if ([...hashes].sort().join() !== [...frame.hashes].sort().join()) {
      problems.push(`${address}: the scripts in its page are not those that its build announced.`);
    }
  }
  for (const folder of ["app", "components", "lib", "workers"]) {
    for (const file of await listFiles(join(root, folder))) {
      if (!/\.(ts|tsx)$/.test(file) || /\.test\.(ts|tsx)$/.test(file)) continue;
      const source = withoutComments(await readFile(join(root, folder, file), "utf8"));
      if (source.includes("allow-same-origin")) {
        problems.push(`${folder}/${file}: allow-same-origin gives a frame the app's storage and keys.`);
      }
    }
  }
  return problems;
}
