import type { TextDialect } from "../read/textDialect.ts";
import { sampleRows } from "./sampleRows.ts";

const marks = ["#", "//", "--", "%", "!"];

/**
 * The mark of comment lines: "" where there are none. Four of five lines that begin with the mark have another
 * number of fields than the rest.
 */
export function findComment(bytes: Uint8Array, dialect: TextDialect, columns: number): string {
  if (columns < 2) return "";
  const rows = sampleRows(bytes, dialect, { most: 1000, isWhole: false });
  return (
    marks.find((mark) => {
      const marked = rows.filter(({ cells }) => (cells[0] ?? "").trimStart().startsWith(mark));
      if (marked.length === 0 || marked.length === rows.length) return false;
      const firstRecord = rows.findIndex(({ cells }) => cells.length === columns);
      const within = rows.slice(firstRecord).filter((row) => marked.includes(row));
      return (
        within.length > 0 &&
        within.filter(({ cells }) => cells.length !== columns).length * 5 >= within.length * 4
      );
    }) ?? ""
  );
}
