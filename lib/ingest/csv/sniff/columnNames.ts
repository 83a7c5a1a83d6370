/**
 * Names of columns from header rows: rows are joined with a space, a name over several columns goes with each of them,
 * what has no name is called columnN, and a name that comes again gets a number.
 */
export function columnNames(header: readonly (readonly string[])[], columns: number): string[] {
  const filled = header.map((row, index) => spread(row, header.slice(index + 1), columns));
  const names = Array.from({ length: columns }, (_, column) => {
    // No name in SQL can hold a NUL; its picture shows that there was one.
    const cells = filled.map((row) => (row[column] ?? "").trim().replaceAll("\0", "␀"));
    const parts = cells.filter((part) => part !== "");
    return parts.length > 0 ? parts.join(" ") : unnamed(column, columns);
  });
  return different(names);
}

function unnamed(column: number, columns: number): string {
  return `column${String(column).padStart(String(Math.max(columns - 1, 0)).length, "0")}`;
}

/** A name above several columns stands in the first of them; the cells after it are empty there and filled below. */
function spread(row: readonly string[], below: readonly (readonly string[])[], columns: number): string[] {
  const cells = Array.from({ length: columns }, (_, column) => row[column] ?? "");
  if (below.length === 0 || cells.filter((cell) => cell.trim() !== "").length < 2) return cells;
  let last = "";
  return cells.map((cell, column) => {
    const isNamedBelow = below.some((other) => (other[column] ?? "").trim() !== "");
    if (cell.trim() !== "") last = below.some((other) => (other[column] ?? "").trim() !== "") ? cell : "";
    return cell.trim() === "" && isNamedBelow ? last : cell;
  });
}

/** DuckDB's names are the same whatever their case. */
function different(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return names.map((name) => {
    const lower = name.toLowerCase();
    let own = name;
    let number = numbers.get(lower) ?? 0;
    while (taken.has(own.toLowerCase())) own = `${name}_${++number}`;
    numbers.set(lower, number);
    taken.add(own.toLowerCase());
    return own;
  });
}
