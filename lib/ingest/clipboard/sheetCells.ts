/**
 * The cells of text as spreadsheets put it on the clipboard: tabs between cells, a line a row, and quotes around a cell
 * that holds a tab or a line break. Null where it has no tabs, or rows of such different lengths that it is no table.
 */
export function cellsOfSheet(text: string): string[][] | null {
  if (!text.includes("\t")) return null;
  const rows = rowsOf(text.replace(/^\ufeff/, ""));
  const widths = rows.map((row) => row.length);
  const width = Math.max(...widths.slice(0, 1000));
  // Spreadsheets write all cells of what was chosen, so nearly all rows are as long; code that is indented is not.
  const full = widths.filter((one) => one === width).length;
  if (width < 2 || full < rows.length * 0.8) return null;
  const isIndented = rows.length > 1 && rows.every((row) => row.slice(0, -1).every((cell) => cell === ""));
  return isIndented ? null : rows;
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const closing = text[at] === '"' ? closingQuote(text, at) : -1;
    let end = closing + 1;
    if (closing >= 0) row.push(text.slice(at + 1, closing).replaceAll('""', '"'));
    else {
      end = at;
      while (end < text.length && !"\t\r\n".includes(text.charAt(end))) end++;
      row.push(text.slice(at, end));
    }
    if (text[end] === "\t") {
      at = end + 1;
      if (at === text.length) row.push("");
      continue;
    }
    rows.push(row);
    row = [];
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Where the quote that was opened at `at` closes right before a cell's end; -1 where it is a character of the cell. */
function closingQuote(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    if (text[quote + 1] === '"') {
      quote++;
      continue;
    }
    const next = text[quote + 1];
    return next === undefined || next === "\t" || next === "\n" || next === "\r" ? quote : -1;
  }
  return -1;
}
