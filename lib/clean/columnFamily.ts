/** What steps have to know of a column's type. */
export type ColumnFamily = "text" | "number" | "time" | "flag" | "nested" | "other";

/** The family of a type by DuckDB's name for it. */
export function columnFamily(type: string): ColumnFamily {
  const name = type.toUpperCase();
  if (/\[\d*\]$/.test(name) || /^(STRUCT|MAP|UNION)\b/.test(name)) return "nested";
  if (name === "VARCHAR" || name === "JSON" || name.startsWith("ENUM")) return "text";
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\b.*)$/.test(name)) return "number";
  if (/^(DATE|TIMESTAMP.*|TIME.*)$/.test(name)) return "time";
  return name === "BOOLEAN" ? "flag" : "other";
}
