/** How the values of a type are pinned: "number" and "time" by bins, "text" one by one or by length, "other" not at all. */
export type ValueFamily = "number" | "time" | "text" | "flag" | "other";

/** The family of a type by DuckDB's name for it. */
export function valueFamily(type: string): ValueFamily {
  const name = type.toUpperCase();
  if (/\[\d*\]$/.test(name) || /^(STRUCT|MAP|UNION)\b/.test(name)) return "other";
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\b.*)$/.test(name)) return "number";
  if (/^(DATE|TIMESTAMP.*|TIME)$/.test(name)) return "time";
  if (name === "BOOLEAN") return "flag";
  return name === "VARCHAR" || name === "JSON" || name.startsWith("ENUM") ? "text" : "other";
}

const isFloat = (type: string) => /^(FLOAT|DOUBLE)$/i.test(type);
const isWhole = (type: string) => /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/i.test(type);

export { isFloat, isWhole };

/** A column that is missing where it is NULL, or NaN. */
export function thereSql(column: string, type: string): string {
  return isFloat(type) ? `nullif(${column}, 'nan')` : column;
}

/** Finite values as DOUBLE (times in seconds since 1970, or since midnight), else NULL. */
export function figureSql(column: string, type: string): string {
  const family = valueFamily(type);
  if (family === "text") return `cast(length(${column}) as DOUBLE)`;
  if (family === "time")
    return /^TIME$/i.test(type)
      ? `epoch(${column})`
      : `epoch(case when isfinite(${column}) then ${column} end)`;
  return isFloat(type)
    ? `cast(case when isfinite(${column}) then ${column} end as DOUBLE)`
    : `cast(${column} as DOUBLE)`;
}
