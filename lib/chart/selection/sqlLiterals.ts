import { doubleSql } from "../doubleSql.ts";

/** A number as one would write it in SQL, read back to the last bit beside a DOUBLE. */
export function numberSql(value: number): string {
  if (Number.isNaN(value)) return "'nan'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'infinity'::DOUBLE" : "'-infinity'::DOUBLE";
  const text = String(value === 0 ? 0 : value);
  // So many digits are a DECIMAL that becomes the nearest DOUBLE.
  return !text.includes("e") && text.replace(/[-.]/g, "").length <= 15 ? text : doubleSql(value);
}

/** A moment in UTC as a DATE where it is midnight, else as a TIMESTAMP; null where DuckDB has no such moment. */
export function momentLiteral(ms: number): string | null {
  const moment = new Date(ms);
  if (Number.isNaN(moment.getTime())) return null;
  const iso = moment.toISOString();
  if (!/^\d{4}-/.test(iso)) return `make_timestamp(${Math.round(ms)}000)`;
  const [day = "", time = ""] = iso.slice(0, -1).split("T");
  if (time === "00:00:00.000") return `DATE '${day}'`;
  return `TIMESTAMP '${day} ${time.replace(/\.000$/, "")}'`;
}
