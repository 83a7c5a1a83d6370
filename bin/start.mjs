/** `npm start`: installs and builds what is missing, then serves. What follows `--` goes to `eider`. */
import { fileURLToPath } from "node:url";
import { checkNode } from "./setup/checkNode.mjs";

checkNode();

const projectRoot = fileURLToPath(new URL("..", import.meta.url));
// npm drops the "--" in `npm start -- --no-open`; a plain `node bin/start.mjs -- …` does not.
const words = process.argv.slice(process.argv[2] === "--" ? 3 : 2);

try {
  // Imported late: they need a recent Node, the packages, or both.
  const { parseArguments } = await import("./serve/parseArguments.mjs");
  const isServing = parseArguments(words).command === "serve";
  if (isServing) {
    const { installPackages } = await import("./setup/installPackages.mjs");
    await installPackages(projectRoot);
    const { checkBinaries } = await import("./setup/checkBinaries.mjs");
    await checkBinaries(projectRoot, { forTests: false });
    const { buildIfNeeded } = await import("./build.mjs");
    await buildIfNeeded({ root: projectRoot });
  }
  const { eider } = await import("./eider.mjs");
  await eider(words);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
