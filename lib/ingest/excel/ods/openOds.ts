import { IngestError } from "../../types.ts";
import type { RowWatch, SheetEntry, Workbook } from "../workbook.ts";
import { limits } from "../workbookLimits.ts";
import { eachElement } from "../xml/eachElement.ts";
import { OdsRows } from "./odsRows.ts";
import { OdsStyles } from "./odsStyles.ts";

/** Opens an OpenDocument spreadsheet whose content `texts` gives from its beginning, each time it is called. */
export async function openOds(
  texts: (watch?: RowWatch) => AsyncGenerator<string>,
  bytes: number,
): Promise<Workbook> {
  const sheets: SheetEntry[] = [];
  const styles = new OdsStyles();
  let depth = 0;
  await eachElement(texts(), "the document", {
    open: (name, scanner) => {
      styles.open(name, (wanted) => scanner.attribute(wanted));
      // A table inside a cell is no sheet.
      if (name !== "table" || depth++ > 0) return;
      sheets.push({
        name: scanner.attribute("name") ?? `Sheet${sheets.length + 1}`,
        hidden: styles.isHidden(scanner.attribute("style-name")) ? "hidden" : "no",
        kind: "worksheet",
        bytes,
      });
      if (sheets.length > limits.sheets)
        throw new IngestError("The document holds more sheets than can be true.");
    },
    close: (name) => {
      if (name === "table") depth--;
    },
  });
  return {
    format: "ods",
    sheets,
    async rows(index, watch) {
      const sheet = sheets[index];
      if (!sheet) throw new IngestError(`The document has no sheet ${index + 1}.`);
      return new OdsRows(texts(watch), index, sheet.name);
    },
  };
}
