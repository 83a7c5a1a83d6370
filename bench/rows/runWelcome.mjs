import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ratioRow, sideBySide } from "../measure.mjs";

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Milliseconds from the start of a program of Node to its end. */
function timed(...words) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(performance.now() - start) : reject(new Error(`${words[0]} ended with ${code}.`)),
    );
  });
}

/** `eider run` of the welcome notebook, and its SQL in a bare script; the starts of both are counted. */
export async function runWelcome() {
  const eider = () => timed(at("bin/eider.mjs"), "run", at("public/welcome.nb.md"));
  // The first start bundles the runner, the second has V8's cache of it.
  await eider();
  const result = await sideBySide(7, () => timed(at("bench/bare/runWelcome.mjs")), eider);
  return [ratioRow({ name: "eider run, welcome notebook", against: "bare script", factor: 1.3, result })];
}
