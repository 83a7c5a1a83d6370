import { withFrontBlock } from "../formats/frontBlock.ts";
import { endedLine } from "../formats/textLines.ts";
import { entryPairs, yamlScalar } from "../formats/yamlText.ts";
import type { NotebookDocument } from "../notebook/document.ts";
import { reportKey, reportOf } from "./parseReport.ts";
import type { ReportItem, ReportRow } from "./report.ts";

/**
 * The front matter with these rows as its report, or without one (null). Rows that were read from it and not changed
 * keep their very lines; all else in it stays. null where it is written in a way (all in braces) that has no lines.
 */
export function withReport(
  document: Pick<NotebookDocument, "title" | "sources" | "run" | "timezone" | "frontMatter" | "lineEnd">,
  rows: readonly ReportRow[] | null,
): string | null {
  const { lineEnd } = document;
  const written = rows?.filter((row) => row.raw !== undefined || row.items.length > 0) ?? [];
  if (rows === null) return withFrontBlock(document, reportKey, "");
  if (written.length === 0) return withFrontBlock(document, reportKey, `${reportKey}: []${lineEnd}`);
  const before = reportOf(document);
  const head = before?.head ?? `${reportKey}:${lineEnd}`;
  const indent = /^ */.exec(before?.rows.find(({ raw }) => raw !== undefined)?.raw ?? "  ")?.[0] ?? "  ";
  const lines = written.map((row) => endedLine(row.raw ?? `${indent}- ${printRow(row)}${lineEnd}`, lineEnd));
  return withFrontBlock(document, reportKey, endedLine(head, lineEnd) + lines.join(""));
}

/** A row on one line: an item alone as it is, several in brackets. */
function printRow({ items }: ReportRow): string {
  const [only] = items;
  const printed = items.map(printItem);
  // A list that is an item of its own would read as a row.
  const isAlone = items.length === 1 && only && !Array.isArray(only.value);
  return isAlone ? (printed[0] ?? "") : `[${printed.join(", ")}]`;
}

function printItem(item: ReportItem): string {
  const { kind, name, nr, width, title, rest } = item;
  if (kind === "unknown") return JSON.stringify(item.value) ?? "null";
  const pairs = entryPairs({
    [kind]: name,
    ...rest,
    ...(nr > 1 && { nr }),
    ...(title !== null && { title }),
    ...(width !== null && { width }),
  });
  return kind === "cell" && pairs.length === 1 ? yamlScalar(name) : `{ ${pairs.join(", ")} }`;
}
