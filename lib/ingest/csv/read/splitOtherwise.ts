import { type ColumnShape, fitsShape } from "../sniff/columnShape.ts";
import { fieldText } from "./fieldText.ts";
import { RecordParser } from "./RecordParser.ts";
import type { TextDialect } from "./textDialect.ts";

const others = [",", ";", "\t", "|", " "];

/** A line that the file's delimiter does not split, split by another into just the cells that the columns want. */
export function splitOtherwise(
  line: Uint8Array,
  dialect: TextDialect,
  shapes: readonly ColumnShape[],
): { parser: RecordParser; bytes: Uint8Array } | null {
  if (shapes.length < 3) return null;
  for (const delimiter of others) {
    if (delimiter === dialect.delimiter) continue;
    const parser = new RecordParser({ ...dialect, delimiter, collapse: false });
    if (parser.parse(line, 0, line.length, true) < 0 || parser.count !== shapes.length) continue;
    const fits = shapes.every((shape, index) => fitsShape(fieldText(parser, line, index), shape));
    if (fits) return { parser, bytes: line };
  }
  return null;
}
