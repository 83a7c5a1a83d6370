import { expect, test } from "vitest";
import { playwrightCounts, sumCounts, vitestCounts } from "./readReport.mjs";

test("counts come from the reports", () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, testResults: [] };
  expect(vitestCounts(report, 1)).toMatchObject({ passed: 5, failed: 1, skipped: 2 });
  expect(playwrightCounts({ stats: { expected: 7, unexpected: 0, skipped: 1 } }, 0)).toMatchObject({
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
  expect(vitestCounts(null, 1)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCounts(null, 1).failed).toBe(1);
});

test("a browser test that passes only when tried again is a failure", () => {
  expect(playwrightCounts({ stats: { expected: 1, flaky: 1 } }, 0).failed).toBe(1);
});

test("all runners are summed", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sumCounts([one, one])).toMatchObject({ passed: 2, failed: 4, skipped: 6 });
});

test("what failed is named, with why", () => {
  const assertion = {
    status: "failed",
    fullName: "adds up",
    failureMessages: ["\u001b[31mexpected 2\u001b[39m\ngot 3"],
  };
  const unit = {
    numFailedTests: 1,
    testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [assertion] }],
  };
  expect(vitestCounts(unit, 1).failures).toEqual(["✘ a.test.ts › adds up\n    expected 2\n    got 3"]);
  const broken = {
    numFailedTests: 0,
    testResults: [{ name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] }],
  };
  expect(vitestCounts(broken, 1).failures).toEqual(["✘ b.test.ts\n    no such module"]);
  const tests = [{ status: "unexpected", results: [{ error: { message: "not seen" } }] }];
  const suite = {
    title: "c.spec.ts",
    specs: [{ title: "opens", tests }],
    suites: [{ title: "deep", specs: [] }],
  };
  const browser = playwrightCounts({ stats: { unexpected: 1 }, suites: [suite] }, 1);
  expect(sumCounts([browser, { passed: 1, failed: 0, skipped: 0 }]).failures).toEqual([
    "✘ c.spec.ts › opens\n    not seen",
  ]);
});
