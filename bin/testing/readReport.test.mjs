import { expect, test } from "vitest";
import { playwrightCounts, sumCounts, vitestCounts } from "./readReport.mjs";

test("counts come from the reports", () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, testResults: [] };
  expect(vitestCounts(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  expect(playwrightCounts({ stats: { expected: 7, unexpected: 0, skipped: 1 } }, 0)).toEqual({
    passed: 7,
    failed: 0,
    skipped: 1,
  });
});

test("a test file that does not load is a failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const report = { numPassedTests: 5, numFailedTests: 0, testResults: [broken] };
  expect(vitestCounts(report, 1).failed).toBe(1);
});

test("a runner that failed without a failed test, or left no report, is a failure", () => {
  expect(vitestCounts({ numPassedTests: 5, numFailedTests: 0, testResults: [] }, 1).failed).toBe(1);
  expect(vitestCounts(null, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCounts(null, 1).failed).toBe(1);
});

test("a browser test that passes only when tried again is a failure", () => {
  expect(playwrightCounts({ stats: { expected: 1, flaky: 1 } }, 0).failed).toBe(1);
});

test("all runners are summed", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sumCounts([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
