import { type CellRange, columnName } from "../cellAddress.ts";
import type { HeaderRows } from "./findHeader.ts";
import type { HeadRow } from "./headRows.ts";

/**
 * What the header says of each column, by column: texts of several rows one after the other, those of merged cells for
 * all columns that they span. Columns without a name are not in it.
 */
export function headerTexts(
  rows: readonly HeadRow[],
  header: HeaderRows,
  merges: readonly CellRange[],
): Map<number, string> {
  const parts = new Map<number, string[]>();
  if (!header) return new Map();
  const say = (column: number, text: string) => {
    const said = parts.get(column) ?? [];
    parts.set(column, said);
    if (said[said.length - 1] !== text) said.push(text);
  };
  for (const { row, cells } of rows) {
    if (row < header.first || row > header.last) continue;
    for (const [column, { text }] of cells) {
      const merge = merges.find((each) => each.firstRow === row && each.firstColumn === column);
      const plain = text.replace(/\s+/g, " ").trim();
      for (let at = column; at <= (merge?.lastColumn ?? column); at++) {
        if (at === column || !cells.has(at)) say(at, plain);
      }
    }
  }
  return new Map([...parts].map(([column, said]) => [column, said.join(" ")]));
}

/** Names for columns, in order: by the header, else by the sheet's letters; no two the same, as SQL compares them. */
export function columnNames(columns: readonly number[], texts: ReadonlyMap<number, string>): string[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const text = texts.get(column) ?? "";
    // No name can hold half a character, nor, on its way through Arrow, a NUL.
    const wanted =
      text
        .replace(/[\ud800-\udfff]/gu, "\ufffd")
        .replaceAll("\0", "\u2400")
        .slice(0, 1000) || columnName(column);
    let name = wanted;
    for (let copy = 1; taken.has(name.toLowerCase()); copy++) name = `${wanted}_${copy}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
