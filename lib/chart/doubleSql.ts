/** A finite number as a SQL literal that DuckDB reads back to the last bit: by an exponent it is a DOUBLE, never a DECIMAL. */
export function doubleSql(value: number): string {
  const text = String(value);
  const written = text.includes("e") ? text : `${text}e0`;
  return value < 0 || Object.is(value, -0) ? `(${written})` : written;
}
