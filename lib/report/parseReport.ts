import { linesOf } from "../formats/editHeader.ts";
import { findFrontMatter } from "../formats/frontMatter.ts";
import { type MatterNode, pairOf } from "../formats/matterNode.ts";
import type { NotebookDocument } from "../notebook/document.ts";
import { cellItem, type Report, type ReportItem, type ReportRow, reportColumns } from "./report.ts";

/** The key of the front matter that holds the arrangement. */
export const reportKey = "report";

let last: { frontMatter: string; report: Report | null } | null = null;

/** The arrangement that a notebook's front matter holds; null where it has none, or none that is a list. */
export function reportOf({ frontMatter }: Pick<NotebookDocument, "frontMatter">): Report | null {
  if (last?.frontMatter !== frontMatter) last = { frontMatter, report: parseReport(frontMatter) };
  return last.report;
}

/** Whether a front matter may hold an arrangement; quick, and never wrong where it says no. */
export function mayHoldReport(frontMatter: string): boolean {
  return frontMatter.includes(reportKey) || frontMatter.includes("\\");
}

function parseReport(frontMatter: string): Report | null {
  if (!mayHoldReport(frontMatter)) return null;
  const matter = findFrontMatter(frontMatter);
  const pair = matter?.root && pairOf(matter.root, reportKey);
  const list = pair?.value;
  if (!matter || !pair || list?.kind !== "list") return null;
  const rows = list.items.map((node) => ({ items: itemsOf(node) }));
  if (list.flow || matter.root?.flow || rows.length === 0) return { rows };
  const { yaml } = matter;
  const { start, end } = linesOf(yaml, pair);
  const starts = list.items.map(({ range }) => lineStart(yaml, range?.[0] ?? -1));
  // Items that share a line, or whose place is not told, are printed anew when one of them changes.
  const areApart = starts.every((at, i) => at > (i === 0 ? start : (starts[i - 1] ?? 0)));
  if (!areApart) return { rows };
  const raws = starts.map((at, i) => yaml.slice(at, starts[i + 1] ?? end));
  return {
    head: yaml.slice(start, starts[0]),
    rows: rows.map((row, i): ReportRow => ({ ...row, raw: raws[i] ?? "" })),
  };
}

function itemsOf(node: MatterNode): ReportItem[] {
  return node.kind === "list" ? node.items.map(itemOf) : [itemOf(node)];
}

function itemOf(node: MatterNode): ReportItem {
  const value = node.plain();
  if (node.kind === "scalar" && value !== null) {
    // A name is meant as it is written, also where YAML takes it for a number.
    return cellItem(typeof value === "string" ? value : node.source);
  }
  if (isRecord(value)) {
    const { cell, text, nr, width, title, ...rest } = value;
    const isText = typeof text === "string" && cell === undefined;
    if (isText || typeof cell === "string") {
      const fits = isWidth(width);
      const isTitle = typeof title === "string";
      const isNr = isText && typeof nr === "number" && Number.isInteger(nr) && nr > 0;
      return {
        kind: isText ? "text" : "cell",
        name: isText ? text : String(cell),
        nr: isNr ? nr : 1,
        width: fits ? width : null,
        title: isTitle ? title : null,
        // What has another form than it should is kept as it is, until it is set.
        rest: {
          ...(isText || text === undefined ? {} : { text }),
          ...(isNr || nr === undefined ? {} : { nr }),
          ...(fits || width === undefined ? {} : { width }),
          ...(isTitle || title === undefined ? {} : { title }),
          ...rest,
        },
      };
    }
  }
  return { ...cellItem(JSON.stringify(value) ?? ""), kind: "unknown", value };
}

function isWidth(width: unknown): width is number {
  return typeof width === "number" && Number.isInteger(width) && width >= 1 && width <= reportColumns;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lineStart(yaml: string, at: number): number {
  return at < 0 ? -1 : yaml.lastIndexOf("\n", at - 1) + 1;
}
