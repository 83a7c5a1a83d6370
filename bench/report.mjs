import { readFile, writeFile } from "node:fs/promises";

const resultsFile = new URL("results.json", import.meta.url);
const pageFile = new URL("RESULTS.md", import.meta.url);
const head = ["What", "Eider", "Against", "Ratio", "Promise", ""];

function cells({ name, eider, base, ratio, limit, ok, error }) {
  return [
    error ? `${name}: ${error}` : name,
    eider,
    base,
    ratio === null ? "" : `${ratio}`,
    limit,
    ok ? "ok" : "MISSED",
  ];
}

/** Prints the rows in columns. */
export function printTable(rows) {
  for (const line of columns([head, ...rows.map(cells)])) console.log(line.join("  ").trimEnd());
}

function columns(lines) {
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((text, column) => text.padEnd(widths[column])));
}

/**
 * Writes results.json and RESULTS.md. Rows not measured this time stay as they were where `replaceOnly` is set.
 * @param {{ rows: object[], machine: object, replaceOnly: boolean, order: string[] }} run
 */
export async function writeResults({ rows, machine, replaceOnly, order }) {
  const earlier = replaceOnly ? await earlierRows() : [];
  const at = new Date().toISOString();
  const now = rows.map((row) => ({ ...row, at, machine }));
  const measured = new Set(rows.map(({ row }) => row));
  const all = [...earlier.filter(({ row }) => !measured.has(row)), ...now].sort(
    (a, b) => order.indexOf(a.row) - order.indexOf(b.row),
  );
  await writeFile(resultsFile, `${JSON.stringify(all, null, 2)}\n`);
  await writeFile(pageFile, page(all));
}

async function earlierRows() {
  try {
    return JSON.parse(await readFile(resultsFile, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

function page(rows) {
  const [latest] = rows;
  const on = latest
    ? `${latest.machine.cores} cores (${latest.machine.cpu}), ${latest.machine.memoryGb} GB, headless Chromium ${latest.machine.browser}`
    : "";
  const [first, ...rest] = columns([head, ...rows.map(cells)]);
  const rule = first.map((text) => "-".repeat(text.length));
  const table = [first, rule, ...rest].map((line) => `| ${line.join(" | ")} |`);
  return `# Speed, measured

\`npm run bench\` writes this page. Each ratio is taken in one run, side by side and in turn with the same work on bare
DuckDB-WASM 1.32.0 in a plain page, or with native DuckDB; times are medians, from the click to painted rows.

Machine: ${on}.

${table.join("\n")}
`;
}
