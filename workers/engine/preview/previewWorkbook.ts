import type { PreviewChoice } from "../../../lib/engine/sourcePreview.ts";
import type { SheetInfo } from "../../../lib/ingest/excel/workbookSheets.ts";
import { IngestError } from "../../../lib/ingest/types.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";
import { previewBatches } from "./previewBatches.ts";

/** Previews a sheet of a workbook, with the sheets to choose from. */
export async function previewWorkbook(context: PreviewContext): Promise<PreviewBody> {
  const sheets = await context.part.sheets();
  const items = sheets.filter(({ kind }) => kind === "worksheet" || kind === "macro").map(choiceOf);
  const read = readSheetOf(sheets, context.options.sheet);
  const known: PreviewBody = {
    choices: items.length > 1 ? { option: "sheet", items } : null,
    effective: { ...context.options, ...(read && { sheet: read.name, usedRange: read.usedRange }) },
  };
  try {
    return { ...known, ...(await previewBatches(context)) };
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    return { ...known, problem: thrown.message };
  }
}

/** The sheet that the reader takes: the one that is asked for, or the first shown one with values. */
function readSheetOf(sheets: readonly SheetInfo[], asked: unknown): SheetInfo | undefined {
  if (typeof asked === "number") return sheets[asked];
  if (typeof asked === "string") {
    return (
      sheets.find(({ name }) => name === asked) ??
      sheets.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
    );
  }
  const filled = sheets.filter(({ cells, kind }) => kind !== "chart" && (cells === null || cells > 0));
  return filled.find(({ hidden }) => hidden === "no") ?? filled[0];
}

function choiceOf({ name, hidden, rows, columns, problem }: SheetInfo): PreviewChoice {
  const size = rows === 0 ? "empty" : `${counted(rows, "row")} × ${counted(columns, "column")}`;
  const facts = [problem === null ? size : "cannot be read", ...(hidden === "no" ? [] : [hidden])];
  return { value: name, label: name, detail: facts.join(", ") };
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
