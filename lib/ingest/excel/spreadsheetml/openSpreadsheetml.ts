import { IngestError } from "../../types.ts";
import { type FormatMeaning, meaningOfCode } from "../numberFormat.ts";
import type { RowWatch, SheetEntry, Workbook } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { eachElement } from "../xml/eachElement.ts";
import { SpreadsheetmlRows } from "./spreadsheetmlRows.ts";

/** Formats that are named and not written as a code. */
const namedFormats: Readonly<Record<string, FormatMeaning>> = {
  "general date": "datetime",
  "long date": "date",
  "medium date": "date",
  "short date": "date",
  "long time": "time",
  "medium time": "time",
  "short time": "time",
};

/** Opens a workbook in Excel's XML of 2003, whose text `texts` gives from its beginning, each time it is called. */
export async function openSpreadsheetml(
  texts: (watch?: RowWatch) => AsyncGenerator<string>,
  bytes: number,
): Promise<Workbook> {
  const sheets: SheetEntry[] = [];
  const meanings = new Map<string, FormatMeaning>();
  let style = "";
  let isVisibility = false;
  await eachElement(texts(), "the workbook", {
    open: (name, scanner) => {
      if (name === "Style") style = scanner.attribute("ID") ?? "";
      else if (name === "NumberFormat") {
        const format = scanner.attribute("Format") ?? "";
        const meaning = namedFormats[format.toLowerCase()] ?? meaningOfCode(format);
        if (meaning !== "number") meanings.set(style, meaning);
      } else if (name === "Worksheet") {
        sheets.push({
          name: scanner.attribute("Name") ?? `Sheet${sheets.length + 1}`,
          hidden: "no",
          kind: "worksheet",
          bytes,
        });
      }
      isVisibility = name === "Visible";
      if (sheets.length > limits.sheets || meanings.size > limits.styles) {
        throw new IngestError("The workbook lists more sheets or styles than can be true.");
      }
    },
    text: (text) => {
      const sheet = sheets[sheets.length - 1];
      if (!isVisibility || !sheet) return;
      if (text.trim() === "SheetHidden") sheet.hidden = "hidden";
      if (text.trim() === "SheetVeryHidden") sheet.hidden = "very hidden";
    },
    close: () => {
      isVisibility = false;
    },
  });
  return {
    format: "spreadsheetml",
    sheets,
    async rows(index, watch) {
      const sheet = sheets[index];
      if (!sheet) throw new IngestError(`The workbook has no sheet ${index + 1}.`);
      return new SpreadsheetmlRows(texts(watch), index, meanings, sheet.name);
    },
  };
}
