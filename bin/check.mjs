/** `npm run check`: types, lint and unit tests: what to run before every commit. */
import { checkNode } from "./setup/checkNode.mjs";

checkNode();

const { lint, runSteps, types, unit } = await import("./testing/steps.mjs");
const { sumCounts } = await import("./testing/readReport.mjs");
const counts = await runSteps([
  { title: "Types", run: types },
  { title: "Lint", run: lint },
  { title: "Unit tests", run: unit },
]);
const { passed, failed } = sumCounts(counts);
process.exitCode = failed > 0 ? 1 : 0;
console.log(`\n${passed} passed, ${failed} failed`);
