import type { PreviewChoice, PreviewRow } from "../../../lib/engine/sourcePreview.ts";
import { previewRows } from "../../../lib/engine/sourcePreview.ts";
import type { CsvOptions } from "../../../lib/ingest/csv/options/CsvOptions.ts";
import { parseCsvOptions, printCsvOptions } from "../../../lib/ingest/csv/options/parseCsvOptions.ts";
import { type CsvPreview, previewCsv } from "../../../lib/ingest/csv/preview/previewCsv.ts";
import type { TableRegion } from "../../../lib/ingest/csv/sniff/CsvStructure.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";
import { plainRows } from "./plainRows.ts";
import { typedRows } from "./typedRows.ts";

/** Previews delimited text: its structure from its first part, its values cast by DuckDB as the load casts them. */
export async function previewDelimited(context: PreviewContext): Promise<PreviewBody> {
  const { detected, part, options } = context;
  const parsed = parseCsvOptions(options);
  if (!parsed.ok) return { problem: `These options cannot be used: ${parsed.problems.join("; ")}.` };
  const { isWhole } = part.head;
  if (detected.head.every((byte) => byte === 32 || (byte > 8 && byte < 14))) {
    return { problem: `${part.file.name} holds nothing but empty lines, so there is no table in it.` };
  }
  const seen = previewCsv(detected.head, parsed.options, { isWhole, rows: previewRows + 1 });
  const shown = { ...seen, rows: seen.rows.slice(0, previewRows) };
  const known: PreviewBody = {
    effective: effectiveOptions(seen, parsed.options),
    columns: shown.columns,
    rows: shown.rows,
    isWhole: isWhole && seen.rows.length <= previewRows,
    choices: choicesOf(seen),
    notes: seen.structure.notes,
  };
  if (Object.keys(parsed.options).length === 0) {
    const plain = await plainRows(context, seen.structure, shown.rows);
    // DuckDB's reader takes numbers in SQL's style only.
    if (plain) return { ...known, ...plain, effective: { ...known.effective, decimal: ".", thousands: "" } };
  }
  const typed = await typedRows(context.session, shown, parsed.options);
  if (typed.problem !== null) return { ...known, problem: typed.problem };
  const rejected = shown.rows.filter(({ problem }) => problem !== null);
  return { ...known, columns: typed.columns, rows: inOrder([...typed.rows, ...rejected]) };
}

function inOrder(rows: PreviewRow[]): PreviewRow[] {
  return rows.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function effectiveOptions({ structure, numbers }: CsvPreview, told: CsvOptions): Record<string, unknown> {
  const { delimiter, quote, escape: escapeMark, comment } = structure.dialect;
  const region = structure.tables[structure.table];
  return printCsvOptions({
    ...told,
    delimiter,
    quote,
    escape: escapeMark,
    comment,
    ...(region && { headerRows: region.headerRows, skipLines: region.headerLine - 1 }),
    decimal: numbers.decimal === "," ? "," : ".",
    thousands: numbers.thousands,
    table: structure.table + 1,
  });
}

function choicesOf({ structure: { tables } }: CsvPreview): PreviewBody["choices"] {
  if (tables.length < 2) return null;
  return { option: "table", items: tables.map(choiceOf) };
}

function choiceOf({ headerLine, names }: TableRegion, index: number): PreviewChoice {
  return {
    value: index + 1,
    label: `Table ${index + 1}, from line ${headerLine}`,
    detail: `${names.length} ${names.length === 1 ? "column" : "columns"}: ${names.slice(0, 4).join(", ")}${names.length > 4 ? ", …" : ""}`,
  };
}
