import { IngestError } from "../../types.ts";
import { type FormatMeaning, formatMeaning } from "../numberFormat.ts";
import type { DateSystem } from "../serialTime.ts";
import type { SheetEntry, Workbook } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { sheetKind } from "../xlsx/openXlsx.ts";
import { SharedSize } from "../xlsx/sharedStrings.ts";
import type { PackageParts } from "../zip/packageParts.ts";
import { brt, eachRecord } from "./binaryRecords.ts";
import { XlsbRows } from "./xlsbRows.ts";

/** Opens an xlsb package whose workbook part is `part`. Sheets are read only when asked for. */
export async function openXlsb(parts: PackageParts, part: string): Promise<Workbook> {
  const relationships = await parts.relationships(part);
  const sheets: { entry: SheetEntry; part: string }[] = [];
  let system: DateSystem = "1900";
  await eachRecord(parts.bytes(part), `"${part}"`, (records) => {
    if (records.id === brt.wbProp) {
      records.need(4);
      if (records.view.getUint32(records.from, true) & 1) system = "1904";
    }
    if (records.id !== brt.bundleSh) return;
    records.need(16);
    const state = records.view.getUint32(records.from, true);
    const id = records.text(records.from + 8);
    const name = records.text(records.textEnd(records.from + 8));
    const pointer = relationships.find((each) => each.id === id);
    const target = pointer?.target ?? "";
    if (sheets.length > limits.sheets)
      throw new IngestError("The workbook lists more sheets than can be true.");
    sheets.push({
      part: target,
      entry: {
        name,
        hidden: state === 1 ? "hidden" : state === 2 ? "very hidden" : "no",
        kind: sheetKind(pointer?.type ?? "worksheet"),
        bytes: parts.find(target)?.compressedSize ?? 0,
      },
    });
  });
  const targetOf = (type: string) => {
    const target = relationships.find((each) => each.type === type)?.target;
    return target !== undefined && parts.find(target) ? target : null;
  };
  let shared: Promise<string[]> | null = null;
  let styles: Promise<FormatMeaning[]> | null = null;
  return {
    format: "xlsb",
    sheets: sheets.map(({ entry }) => entry),
    async rows(index, watch) {
      const sheet = sheets[index];
      if (!sheet) throw new IngestError(`The workbook has no sheet ${index + 1}.`);
      shared ??= sharedTexts(parts, targetOf("sharedStrings"));
      // One after the other: a failure that nobody waits for would go unhandled.
      const texts = await shared;
      styles ??= readStyles(parts, targetOf("styles"));
      const context = { shared: texts, styles: await styles, system, sheet: sheet.entry.name };
      return new XlsbRows(parts.bytes(sheet.part, watch), context);
    },
  };
}

async function sharedTexts(parts: PackageParts, part: string | null): Promise<string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  const size = new SharedSize();
  await eachRecord(parts.bytes(part), `"${part}"`, (records) => {
    if (records.id !== brt.sstItem) return;
    records.need(5);
    // A byte of flags is first; runs of formats and phonetic guides follow the text.
    const text = records.text(records.from + 1);
    size.add(text);
    strings.push(text);
  });
  return strings;
}

async function readStyles(parts: PackageParts, part: string | null): Promise<FormatMeaning[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  if (part === null) return [];
  let inCells = false;
  await eachRecord(parts.bytes(part), `"${part}"`, (records) => {
    const { id, from, view } = records;
    if (id === brt.fmt) {
      records.need(6);
      codes.set(view.getUint16(from, true), records.text(from + 2));
    } else if (id === brt.beginCellXfs) inCells = true;
    else if (id === brt.endCellXfs) inCells = false;
    else if (id === brt.xf && inCells) {
      records.need(4);
      ids.push(view.getUint16(from + 2, true));
    }
  });
  return ids.map((id) => formatMeaning(id, codes.get(id)));
}
