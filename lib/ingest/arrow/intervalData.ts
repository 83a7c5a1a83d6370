import { Data, type DataType } from "apache-arrow";

/** 32-bit words of an interval of months, days and nanoseconds. */
const words = 4;

/**
 * Intervals of months, days and nanoseconds: 16 bytes each, four words a row.
 * apache-arrow counts three words for each and would cut the column short when it writes it.
 */
export function intervalData(
  type: DataType,
  length: number,
  { nullCount, nullBitmap }: { nullCount: number; nullBitmap: Uint8Array | undefined },
  values: Int32Array,
): Data {
  const data = new Data(type, 0, length, nullCount, [undefined, values, nullBitmap]);
  return Object.assign(data, { stride: words });
}
