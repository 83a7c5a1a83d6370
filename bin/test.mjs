/** `npm test`: installs and builds what is missing, then runs everything. The last line sums it up. */
import { checkNode } from "./setup/checkNode.mjs";

checkNode();

const { fileURLToPath } = await import("node:url");
const projectRoot = fileURLToPath(new URL("..", import.meta.url));

async function prepare() {
  const { installPackages } = await import("./setup/installPackages.mjs");
  await installPackages(projectRoot);
  const { checkBinaries } = await import("./setup/checkBinaries.mjs");
  await checkBinaries(projectRoot, { forTests: true });
  const { ensureChromium } = await import("./setup/findBrowsers.mjs");
  const chromium = await ensureChromium();
  console.log(
    chromium
      ? `Chromium: ${chromium}`
      : "No Chromium could be found or installed, so the browser tests will fail. Install one, or set CHROMIUM_PATH.",
  );
}

let failed = 1;
let passed = 0;
/** @type {readonly string[]} */
let failures = [];
try {
  await prepare();
  const { browser, firefox, lint, runSteps, types, unit } = await import("./testing/steps.mjs");
  const { sumCounts } = await import("./testing/readReport.mjs");
  const { buildIfNeeded } = await import("./build.mjs");
  let isBuilt = false;
  const build = async () => {
    await buildIfNeeded({ root: projectRoot });
    isBuilt = true;
    return { passed: 1, failed: 0, skipped: 0 };
  };
  const needsBuild = (run) => async () => {
    if (isBuilt) return run();
    console.error("Not run: the app could not be built.");
    return { passed: 0, failed: 1, skipped: 0 };
  };
  const counts = await runSteps([
    { title: "Build", run: build },
    {
      // Firefox mostly waits; beside the unit tests, which take all cores, its workers now and then never start.
      title: "Types and lint, and browser tests (Firefox) beside them",
      run: async () => sumCounts(await Promise.all([types(), lint(), needsBuild(firefox)()])),
    },
    { title: "Unit tests", run: unit },
    { title: "Browser tests (Chromium)", run: needsBuild(browser) },
  ]);
  ({ passed, failed, failures = [] } = sumCounts(counts));
} catch (error) {
  console.error(error.message);
}
// Thousands of lines may stand between a failure and the end of the run.
if (failures.length > 0) console.log(`\n── Failed ──\n${failures.join("\n")}`);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);
