import { IngestError } from "../../types.ts";
import { type FormatMeaning, formatMeaning } from "../numberFormat.ts";
import { limits } from "../workbookLimits.ts";
import { eachElement } from "../xml/eachElement.ts";

/** What a number means by each cell style, in the order in which cells name them. */
export async function xlsxStyles(chunks: AsyncIterable<string>, what: string): Promise<FormatMeaning[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  await eachElement(chunks, what, {
    open: (name, scanner) => {
      if (name === "numFmt") {
        codes.set(Number(scanner.attribute("numFmtId")), scanner.attribute("formatCode") ?? "");
      } else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) ids.push(Number(scanner.attribute("numFmtId") ?? 0));
      if (codes.size > limits.styles || ids.length > limits.styles) {
        throw new IngestError("The workbook defines more styles than a workbook can have; save it anew.");
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCells = false;
    },
  });
  return ids.map((id) => formatMeaning(id, codes.get(id)));
}
