import { stripVTControlCharacters } from "node:util";

/**
 * Counts from the runners' JSON reports. A runner that failed for a reason that no single test shows (a file that does
 * not load, an error after the tests) still counts as one failure, so that nothing red is ever summed up as green.
 * `failures` names each test that failed, with the first lines of why.
 * @typedef {{ passed: number, failed: number, skipped: number, failures?: readonly string[] }} Counts
 */

/**
 * @param {any} report Vitest's
 * @param {number} exitCode
 * @returns {Counts}
 */
export function vitestCounts(report, exitCode) {
  const files = report?.testResults ?? [];
  const brokenFiles = files.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = (report?.numFailedTests ?? 0) + brokenFiles;
  const failures = files.flatMap((file) => [
    ...(file.status === "failed" && file.message ? [named(file.name, file.message)] : []),
    ...file.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => named(`${file.name} › ${test.fullName}`, test.failureMessages?.[0])),
  ]);
  return {
    failures,
    passed: report?.numPassedTests ?? 0,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/**
 * @param {any} report Playwright's
 * @param {number} exitCode
 * @returns {Counts}
 */
export function playwrightCounts(report, exitCode) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report?.stats ?? {};
  // A test that passes only when tried again is not green.
  const failed = unexpected + flaky;
  return {
    failures: (report?.suites ?? []).flatMap((suite) => failuresIn(suite, "")),
    passed: expected,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped,
  };
}

/** @returns {string[]} the tests of a Playwright suite, and of those in it, that did not pass at once */
function failuresIn({ title, specs = [], suites = [] }, before) {
  const path = before === "" ? title : `${before} › ${title}`;
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => /unexpected|flaky/.test(status)));
  return [
    ...failed.map((spec) => {
      const results = spec.tests.flatMap((test) => test.results);
      return named(`${path} › ${spec.title}`, results.find(({ error }) => error)?.error.message);
    }),
    ...suites.flatMap((suite) => failuresIn(suite, path)),
  ];
}

const reasonLines = 12;

/** @returns {string} a test's name, and below it the first lines of why it failed */
export function named(name, why = "") {
  const lines = stripVTControlCharacters(why).trim().split("\n").slice(0, reasonLines);
  return [`✘ ${name}`, ...lines.map((line) => `    ${line}`)].join("\n");
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sumCounts(all) {
  return all.reduce(
    (sum, { passed, failed, skipped, failures = [] }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      failures: [...sum.failures, ...failures],
    }),
    { passed: 0, failed: 0, skipped: 0, failures: [] },
  );
}
