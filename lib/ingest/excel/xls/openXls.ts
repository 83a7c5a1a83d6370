import { IngestError } from "../../types.ts";
import { type FormatMeaning, formatMeaning } from "../numberFormat.ts";
import type { DateSystem } from "../serialTime.ts";
import type { SheetEntry, Workbook } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { biff, biffRecords } from "./biffRecords.ts";
import { type BiffBody, biffSharedStrings, ContinuedReader } from "./biffStrings.ts";
import { codePageDecoder } from "./codePages.ts";
import { wholeRecords } from "./wholeRecords.ts";
import { type BiffContext, XlsRows } from "./xlsRows.ts";

/** Opens the stream of a workbook of Excel 5 to 2003 (BIFF5 and BIFF8). */
export function openXls(bytes: Uint8Array): Workbook {
  const globals = wholeRecords(() => readGlobals(bytes));
  return {
    format: "xls",
    sheets: globals.sheets.map(({ entry }) => entry),
    rows: async (index, watch) => {
      const sheet = globals.sheets[index];
      if (!sheet) throw new IngestError(`The workbook has no sheet ${index + 1}.`);
      const context: BiffContext = { ...globals, begin: biff.bof, sheet: sheet.entry.name };
      watch.onBytes?.(sheet.entry.bytes);
      return wholeRecords(() => new XlsRows(bytes, sheet.at, context));
    },
  };
}

const notBegun =
  "The workbook's stream does not begin as one of Excel 5 to 2003 does; open it in LibreOffice and save it as .xlsx.";

interface Globals {
  sheets: { entry: SheetEntry; at: number }[];
  isBiff8: boolean;
  system: DateSystem;
  meanings: FormatMeaning[];
  shared: string[];
  decoder: TextDecoder;
  notes: string[];
}

function readGlobals(bytes: Uint8Array): Globals {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const codes = new Map<number, string>();
  const formats: number[] = [];
  const sheetBodies: BiffBody[] = [];
  let shared: BiffBody[] = [];
  let isBiff8 = true;
  let system: DateSystem = "1900";
  let page = 1252;
  let isFirst = true;
  let last = 0;
  for (const { id, from, to } of biffRecords(bytes, 0)) {
    if (isFirst) {
      if (id !== biff.bof) throw new IngestError(notBegun);
      isBiff8 = view.getUint16(from, true) === 0x0600;
      isFirst = false;
    } else if (id === biff.eof) break;
    else if (id === biff.filePass) {
      throw new IngestError(
        "The workbook is encrypted with a password; open it in Excel, save it without one and add that.",
      );
    } else if (id === biff.codePage) page = view.getUint16(from, true);
    else if (id === biff.dateMode && view.getUint16(from, true) === 1) system = "1904";
    else if (id === biff.xf) formats.push(view.getUint16(from + 2, true));
    else if (id === biff.boundSheet) sheetBodies.push({ from, to });
    else if (id === biff.sst) shared = [{ from, to }];
    else if (id === biff.continued && last === biff.sst) shared.push({ from, to });
    else if (id === biff.format) {
      const decoder = codePageDecoder(page).decoder;
      const code = isBiff8
        ? new ContinuedReader(bytes, [{ from: from + 4, to }]).text(view.getUint16(from + 2, true))
        : decoder.decode(bytes.subarray(from + 3, Math.min(to, from + 3 + view.getUint8(from + 2))));
      codes.set(view.getUint16(from, true), code);
    }
    if (id !== biff.continued) last = id;
  }
  if (isFirst) throw new IngestError("The workbook's stream is empty, so the file is damaged; get it again.");
  const { decoder, isKnown } = codePageDecoder(page);
  if (sheetBodies.length > limits.sheets)
    throw new IngestError("The workbook lists more sheets than can be true.");
  const listed = sheetBodies.map((body) => sheetOf(bytes, body, isBiff8, decoder));
  return {
    sheets: listed.filter(({ isCode }) => !isCode),
    isBiff8,
    system,
    meanings: formats.map((format) => formatMeaning(format, codes.get(format))),
    shared: shared.length > 0 ? biffSharedStrings(bytes, shared) : [],
    decoder,
    notes:
      isBiff8 || isKnown
        ? []
        : [`texts are in code page ${page}, which is not known; they were read as Windows-1252`],
  };
}

function sheetOf(bytes: Uint8Array, { from, to }: BiffBody, isBiff8: boolean, decoder: TextDecoder) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = view.getUint32(from, true);
  const state = view.getUint8(from + 4) & 3;
  const type = view.getUint8(from + 5);
  const length = view.getUint8(from + 6);
  const name = isBiff8
    ? new ContinuedReader(bytes, [{ from: from + 7, to }]).text(length)
    : decoder.decode(bytes.subarray(from + 7, Math.min(to, from + 7 + length)));
  const entry: SheetEntry = {
    name,
    hidden: state === 1 ? "hidden" : state === 2 ? "very hidden" : "no",
    kind: type === 2 ? "chart" : type === 1 ? "macro" : isDialog(bytes, at) ? "dialog" : "worksheet",
    bytes: 0,
  };
  return { entry, at, isCode: type === 6 };
}

/** Dialogs are worksheets but for a bit, which stands before their cells. */
function isDialog(bytes: Uint8Array, start: number): boolean {
  for (const { id, from, to } of biffRecords(bytes, start)) {
    if (id === biff.wsBool) return to - from >= 2 && ((bytes[from] ?? 0) & 0x10) !== 0;
    if (id === biff.eof || id === biff.row) return false;
  }
  return false;
}
