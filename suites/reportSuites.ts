import { readFileSync, writeFileSync } from "node:fs";
import { type Floors, floorOf, shown } from "./floors.ts";
import type { SuiteResult } from "./suiteResult.ts";

const head = `# Suites

Public conformance files, loaded through the built app in Chromium by \`npm run suites\`. *Passed* is how many files came
out as they should; *score* is their share, and for Pollock the benchmark's simple score of 10. Every file that did not
pass has its line below.
`;

const figure = (value: number) => String(Math.round(value * 10_000) / 10_000);

/** The table of results, with the floors that they are held against. */
export function suitesTable(results: readonly SuiteResult[], floors: Floors, run: string): string {
  const lines = results.map((result) => {
    const { suite, files, passed, score, figures = {} } = result;
    const floor = floorOf(floors, run, result);
    const more = Object.entries(figures).map(([name, value]) => `${name} ${figure(value)}`);
    return `| ${suite} | ${files} | ${passed} | ${shown(score)} | ${floor === null ? "" : shown(floor)} | ${more.join(", ")} |`;
  });
  return ["| Suite | Files | Passed | Score | Floor | |", "|---|---|---|---|---|---|", ...lines].join("\n");
}

/** Writes the last results of all suites as Markdown and JSON; suites that were not run keep what they had. */
export function writeReport(
  paths: { markdown: string; json: string },
  results: readonly SuiteResult[],
  floors: Floors,
  run: string,
): void {
  const before = readResults(paths.json);
  const names = new Set(results.map(({ suite }) => suite));
  const kept = before.filter(({ suite }) => !names.has(suite));
  const ordered = [...kept, ...results].sort((a, b) => a.suite.localeCompare(b.suite));
  writeFileSync(paths.json, `${JSON.stringify(ordered, null, 1)}\n`);
  const parts = ordered.flatMap(({ suite, failures }) =>
    failures.length === 0
      ? []
      : [`\n## ${suite}\n`, ...failures.map(({ file, problem }) => `- \`${file}\`: ${oneLine(problem)}`)],
  );
  writeFileSync(paths.markdown, `${[head, suitesTable(ordered, floors, run), ...parts].join("\n")}\n`);
}

function readResults(path: string): SuiteResult[] {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return [];
  }
}

/** One line of Markdown that shows the text as it is. */
function oneLine(text: string): string {
  const plain = text.replace(/[\s\p{C}]+/gu, " ").replace(/[\\`*_<>[\]|]/g, "\\$&");
  return plain.length > 300 ? `${plain.slice(0, 300)}…` : plain;
}
