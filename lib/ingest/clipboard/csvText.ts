/** Rows as CSV by RFC 4180: commas, CRLF, quotes where a value needs them. All rows are made as long as the longest. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  let text = "";
  for (const row of rows) {
    for (let column = 0; column < width; column++) {
      if (column > 0) text += ",";
      text += quoted(row[column] ?? "", width);
    }
    text += "\r\n";
  }
  return text;
}

function quoted(value: string, width: number): string {
  // An empty value alone on its line would be a blank line, which readers pass over.
  if (value === "") return width === 1 ? '""' : "";
  return /[",\r\n\t;|'#\\]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
