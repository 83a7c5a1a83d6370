/** The first table in Markdown text, its heading as the first row, or null where there is none. */
export interface MarkdownTable {
  rows: string[][];
  /** Lines with text that are no part of it. */
  otherLines: number;
  notes: string[];
}

/** Without tabs: a line of dashes and bars between tabs is a row of a spreadsheet. */
const rule = /^ {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$/;

/** Finds a table as GitHub's Markdown has it: a line of headings, a line of dashes, then a line a row. */
export function markdownTable(text: string): MarkdownTable | null {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex(
    (line, index) =>
      line.includes("|") &&
      isRule(lines[index + 1] ?? "") &&
      cellsOf(line).length === cellsOf(lines[index + 1] ?? "").length,
  );
  if (at < 0) return null;
  const head = cellsOf(lines[at] ?? "");
  const rows = [head];
  let longer = 0;
  let end = at + 2;
  for (; end < lines.length && (lines[end] ?? "").trim() !== "" && (lines[end] ?? "").includes("|"); end++) {
    const cells = cellsOf(lines[end] ?? "");
    // Markdown would drop these cells; here a column without a name keeps them.
    if (cells.length > head.length) longer++;
    rows.push(cells);
  }
  const isText = (line: string) => line.trim() !== "";
  return {
    rows,
    otherLines: lines.slice(0, at).filter(isText).length + lines.slice(end).filter(isText).length,
    notes: longer > 0 ? [`rows with more cells than there are headings: ${longer}`] : [],
  };
}

function isRule(line: string): boolean {
  return line.length < 10_000 && line.includes("-") && line.includes("|") && rule.test(line);
}

/** The cells of a line; "\|" is a bar in a cell, and <br> a line break. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = "";
  const trimmed = line.trim();
  const from = trimmed.startsWith("|") ? 1 : 0;
  for (let at = from; at < trimmed.length; at++) {
    const character = trimmed.charAt(at);
    if (character === "\\" && trimmed.charAt(at + 1) === "|") {
      cell += "|";
      at++;
    } else if (character === "|") {
      cells.push(cell);
      cell = "";
      if (at === trimmed.length - 1) return cells.map(plain);
    } else cell += character;
  }
  cells.push(cell);
  return cells.map(plain);
}

function plain(cell: string): string {
  return cell.trim().replace(/\s*<br\s*\/?>\s*/gi, "\n");
}
