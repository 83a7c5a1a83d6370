import type { ColumnChunk, Statistics } from "hyparquet";
import { quoteLiteral } from "../../sql/quote.ts";
import { decimalText } from "../arrow/decimalText.ts";
import type { ParquetLeaf } from "./parquetLeaves.ts";
import type { RemoteParquet } from "./remoteParquet.ts";

/** What is known of a column's values in one row group, as SQL of the column's type; null where it is not known for sure. */
export interface ColumnBounds {
  lowest: string | null;
  highest: string | null;
  /** Whether there is any value beside NULL. */
  hasValues: boolean | null;
}

type MinMaxType = NonNullable<Statistics["min_value"]>;

const unknown: ColumnBounds = { lowest: null, highest: null, hasValues: null };
const nothing: ColumnBounds = { ...unknown, hasValues: false };

/** The bounds of a top-level column by the footer's statistics, where these can be compared as DuckDB compares values. */
export function columnBounds(parquet: RemoteParquet, group: number, column: number): ColumnBounds {
  const index = parquet.leaves.findIndex((leaf) => leaf.column === column);
  const leaf = parquet.leaves[index];
  const type = parquet.columns[column]?.type;
  const chunk = parquet.footer.metadata.row_groups[group]?.columns[index];
  // A repeated one has lists for values; a leaf inside another column is not the column.
  if (!leaf || !type || !chunk || leaf.element.repetition_type === "REPEATED") return unknown;
  if (chunk.meta_data?.path_in_schema.length !== 1) return unknown;
  return boundsOf(chunk, leaf, type);
}

function boundsOf({ meta_data: column }: ColumnChunk, leaf: ParquetLeaf, type: string): ColumnBounds {
  const statistics = column?.statistics;
  if (!column || !statistics) return unknown;
  if (statistics.null_count !== undefined && BigInt(statistics.null_count) === BigInt(column.num_values))
    return nothing;
  // The older fields compared bytes, and unsigned numbers, as if they had a sign.
  const isOldSure = column.type !== "BYTE_ARRAY" && !type.startsWith("U");
  const lowest = statistics.min_value ?? (isOldSure ? statistics.min : undefined);
  const highest = statistics.max_value ?? (isOldSure ? statistics.max : undefined);
  if (statistics.is_min_value_exact === false || statistics.is_max_value_exact === false) return unknown;
  const [low, high] = [sqlOf(lowest, leaf, type), sqlOf(highest, leaf, type)];
  return low === null || high === null ? unknown : { lowest: low, highest: high, hasValues: null };
}

/** A stored value as SQL. Floating-point numbers are left out: their bounds say nothing of NaN, which DuckDB sorts last. */
function sqlOf(stored: MinMaxType | undefined, leaf: ParquetLeaf, type: string): string | null {
  if (/^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/.test(type))
    return isWhole(stored) ? `${stored}::${type}` : null;
  const { element } = leaf;
  if (type === "DATE") return isWhole(stored) ? `(DATE '1970-01-01' + (${stored}))::DATE` : null;
  if (type.startsWith("DECIMAL(")) return decimalSql(stored, leaf, type);
  if (type === "VARCHAR" && leaf.kind === "text") return textSql(stored);
  if (element.type !== "INT64" || typeof stored !== "bigint") return null;
  const unit = element.logical_type?.type === "TIMESTAMP" ? element.logical_type.unit : null;
  const isMillis = unit === "MILLIS" || (unit === null && element.converted_type === "TIMESTAMP_MILLIS");
  const isMicros = unit === "MICROS" || (unit === null && element.converted_type === "TIMESTAMP_MICROS");
  if (type === "TIMESTAMP" && (isMillis || isMicros)) {
    const micros = isMillis ? stored * 1000n : stored;
    // Beyond these years lie the values that mean infinity.
    return micros > -(10n ** 18n) && micros < 10n ** 18n ? `make_timestamp(${micros})` : null;
  }
  return null;
}

function isWhole(stored: MinMaxType | undefined): stored is number | bigint {
  return typeof stored === "bigint" || (typeof stored === "number" && Number.isSafeInteger(stored));
}

/** Decimals in integers, which the footer's reader hands out as floating-point numbers: right to 15 digits. */
function decimalSql(stored: MinMaxType | undefined, { element }: ParquetLeaf, type: string): string | null {
  const { type: physical, converted_type: converted, logical_type: logical } = element;
  const scale = logical?.type === "DECIMAL" ? logical.scale : (element.scale ?? 0);
  if (physical !== "INT32" && physical !== "INT64") return null;
  const unscaled =
    converted === "DECIMAL" ? scaledUp(stored, scale) : isWhole(stored) ? BigInt(stored) : null;
  return unscaled === null ? null : `${quoteLiteral(decimalText(unscaled, scale))}::${type}`;
}

function scaledUp(stored: MinMaxType | undefined, scale: number): bigint | null {
  if (typeof stored !== "number") return null;
  const whole = Math.round(stored * 10 ** scale);
  return Math.abs(whole) < 10 ** 15 ? BigInt(whole) : null;
}

function textSql(stored: MinMaxType | undefined): string | null {
  if (!(stored instanceof Uint8Array) || stored.includes(0)) return null;
  try {
    return quoteLiteral(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(stored));
  } catch (problem) {
    if (problem instanceof TypeError) return null;
    throw problem;
  }
}
