import { IngestError } from "../../types.ts";
import { type FormatMeaning, meaningOfCode } from "../numberFormat.ts";
import type { DateSystem } from "../serialTime.ts";
import type { Workbook } from "../workbook.ts";
import { biff, biffRecords } from "./biffRecords.ts";
import type { BiffBegin } from "./biffScan.ts";
import { codePageDecoder } from "./codePages.ts";
import { openXls } from "./openXls.ts";
import { wholeRecords } from "./wholeRecords.ts";
import { type BiffContext, XlsRows } from "./xlsRows.ts";

const begins: readonly BiffBegin[] = [biff.bof2, biff.bof3, biff.bof4];
const workbookOfSheets = 0x0100;

/** Opens a file of Excel 2 to 4 (BIFF2 to BIFF4): one sheet, without a container and without a name. */
export function openOldXls(bytes: Uint8Array): Workbook {
  // A later workbook that was taken out of its container.
  if (bytes[1] === biff.bof >> 8) return openXls(bytes);
  const context = wholeRecords(() => readContext(bytes));
  return {
    format: "xls",
    sheets: [{ name: context.sheet, hidden: "no", kind: "worksheet", bytes: bytes.length }],
    rows: async (_, watch) => {
      watch.onBytes?.(bytes.length);
      return wholeRecords(() => new XlsRows(bytes, 0, context));
    },
  };
}

function readContext(bytes: Uint8Array): BiffContext {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const codes: string[] = [];
  const formats: number[] = [];
  let begin: BiffBegin | null = null;
  let system: DateSystem = "1900";
  let page = 1252;
  for (const { id, from, to } of biffRecords(bytes, 0)) {
    if (begin === null) {
      begin = begins.find((each) => each === id) ?? biff.bof;
      if (view.getUint16(from + 2, true) === workbookOfSheets) {
        throw new IngestError(
          "This is a workbook of Excel 4 with several sheets, which cannot be read; " +
            "open it in LibreOffice and save it as .xlsx.",
        );
      }
    } else if (id === biff.eof) break;
    else if (id === biff.filePass) {
      throw new IngestError("The sheet is encrypted with a password; save it without one and add that.");
    } else if (id === biff.codePage) page = view.getUint16(from, true);
    else if (id === biff.dateMode && view.getUint16(from, true) === 1) system = "1904";
    else if (id === biff.format2 || id === biff.format) {
      // Formats have no number but their place in the list.
      const at = from + (id === biff.format ? 2 : 0);
      const end = Math.min(to, at + 1 + view.getUint8(at));
      codes.push(codePageDecoder(page).decoder.decode(bytes.subarray(at + 1, end)));
    } else if (id === biff.xf3 || id === biff.xf4) formats.push(view.getUint8(from + 1));
  }
  const meanings: FormatMeaning[] = codes.map(meaningOfCode);
  const { decoder, isKnown } = codePageDecoder(page);
  return {
    begin: begin ?? biff.bof,
    isBiff8: false,
    system,
    meanings: begin === biff.bof2 ? meanings : formats.map((format) => meanings[format] ?? "number"),
    shared: [],
    decoder,
    sheet: "Sheet1",
    notes: isKnown
      ? []
      : [`texts are in code page ${page}, which is not known; they were read as Windows-1252`],
  };
}
