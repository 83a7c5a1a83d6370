import {
  Data,
  type DataType,
  DateDay,
  DurationMicrosecond,
  Interval,
  IntervalUnit,
  TimeMicrosecond,
  TimestampMicrosecond,
  TimestampNanosecond,
} from "apache-arrow";
import { dateText } from "../../table/dateText.ts";
import { intervalData } from "../arrow/intervalData.ts";
import type { ArrowType, TimeUnit } from "./arrowField.ts";
import type { Converter, Form } from "./conversion.ts";
import { isNull, nullsOf, pickedBytes } from "./pickedValues.ts";
import { textMaker } from "./textConverters.ts";
import { clockText, intervalText, perSecond, timestampText } from "./timeText.ts";
import { bigintReader } from "./typedViews.ts";

type TypeOf<K extends ArrowType["kind"]> = ArrowType & { kind: K };

const most64 = 2n ** 63n - 1n;
/** What DuckDB takes for a time; the very ends mean infinity, which Arrow does not have. */
const timestampRange = {
  us: [-9_223_372_022_400_000_000n, most64 - 1n],
  ns: [-most64 + 1n, most64 - 1n],
} as const;
const dateRange = [-2_147_483_646n, 2_147_483_646n] as const;
const dayMs = 86_400_000n;

/** Days as DATE. Milliseconds too where all are whole days; else as TIMESTAMP. */
export function dateConverter({ unit }: TypeOf<"date">, path: string, form: Form | undefined): Converter {
  if (form?.kind === "timestamp")
    return timestampConverter({ kind: "timestamp", unit: "ms", zone: null }, path, form);
  const bits = unit === "day" ? 32 : 64;
  if (form?.kind === "text") {
    return numberText(bits, unit === "day" ? dateText : (value) => timestampText(value, "ms"));
  }
  return scaled(new DateDay(), bits, path, (value) => {
    if (unit === "ms" && value % dayMs !== 0n) return { kind: "timestamp" };
    const days = unit === "ms" ? value / dayMs : value;
    return inRange(days, dateRange) ? days : { kind: "text" };
  });
}

/** Times of day as TIME, to the microsecond; where there are nanoseconds, as text. */
export function timeConverter(
  { unit, bits }: TypeOf<"time">,
  path: string,
  form: Form | undefined,
): Converter {
  if (form) return numberText(bits, (value) => clockText(value, unit));
  return scaled(new TimeMicrosecond(), bits, path, (value) => {
    const micros = inMicros(value, unit);
    return micros !== null && inRange(micros, [0n, 86_400_000_000n]) ? micros : { kind: "text" };
  });
}

/** Points in time as TIMESTAMP, those of nanoseconds as TIMESTAMP_NS; with a zone they are in UTC already. */
export function timestampConverter(
  { unit }: TypeOf<"timestamp">,
  path: string,
  form: Form | undefined,
): Converter {
  if (form?.kind === "text") return numberText(64, (value) => timestampText(value, unit));
  const isNano = unit === "ns";
  const range = timestampRange[isNano ? "ns" : "us"];
  return scaled(isNano ? new TimestampNanosecond() : new TimestampMicrosecond(), 64, path, (value) => {
    const kept = isNano ? value : inMicros(value, unit);
    return kept !== null && inRange(kept, range) ? kept : { kind: "text" };
  });
}

/** Lengths of time as INTERVAL, to the microsecond; where there are nanoseconds, as text. */
export function durationConverter(
  { unit }: TypeOf<"duration">,
  path: string,
  form: Form | undefined,
): Converter {
  if (form) return numberText(64, (value) => clockText(value, unit));
  return scaled(new DurationMicrosecond(), 64, path, (value) => {
    const micros = inMicros(value, unit);
    return micros !== null && inRange(micros, [-most64, most64]) ? micros : { kind: "text" };
  });
}

/** Months, days and parts of a day as INTERVAL; where there are nanoseconds, as text. */
export function intervalConverter(
  { unit }: TypeOf<"interval">,
  path: string,
  form: Form | undefined,
): Converter {
  const width = unit === "months" ? 4 : unit === "day-time" ? 8 : 16;
  const partsOf = (bytes: Uint8Array, at: number): [number, number, bigint] => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at * width, width);
    if (unit === "months") return [view.getInt32(0, true), 0, 0n];
    if (unit === "day-time") return [0, view.getInt32(0, true), BigInt(view.getInt32(4, true)) * 1_000_000n];
    return [view.getInt32(0, true), view.getInt32(4, true), view.getBigInt64(8, true)];
  };
  if (form)
    return textMaker(
      ({ buffers: [bytes = none] }) =>
        (at) =>
          intervalText(...partsOf(bytes, at)),
    );
  const type = new Interval(IntervalUnit.MONTH_DAY_NANO);
  return {
    type,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      const bytes = pickedBytes(column, rows, width, run);
      run.spend(rows.length * 16);
      const words = new Int32Array(rows.length * 4);
      const nanoseconds = new BigInt64Array(words.buffer);
      for (let row = 0; row < rows.length; row++) {
        if (isNull(nulls, row)) continue;
        const [months, days, nanos] = partsOf(bytes, row);
        if (nanos % 1000n !== 0n) return run.widen(path, { kind: "text" }, type, rows.length);
        words[row * 4] = months;
        words[row * 4 + 1] = days;
        nanoseconds[row * 2 + 1] = nanos;
      }
      return intervalData(type, rows.length, nulls, words);
    },
  };
}

const none = new Uint8Array(0);

/** Integers of 32 or 64 bits, each turned into that of another unit, or into the form that can hold it. */
function scaled(
  type: DataType,
  bits: 32 | 64,
  path: string,
  turn: (value: bigint) => bigint | Form,
): Converter {
  return {
    type,
    convert(column, rows, run) {
      const nulls = nullsOf(column, rows, run);
      const read = bigintReader(pickedBytes(column, rows, bits / 8, run), bits);
      run.spend(rows.length * 8);
      const out: BigInt64Array | Int32Array = new type.ArrayType(rows.length);
      for (let row = 0; row < rows.length; row++) {
        if (isNull(nulls, row)) continue;
        const value = turn(read(row));
        if (typeof value !== "bigint") return run.widen(path, value, type, rows.length);
        if (out instanceof BigInt64Array) out[row] = value;
        else out[row] = Number(value);
      }
      return new Data(type, 0, rows.length, nulls.nullCount, [undefined, out, nulls.nullBitmap]);
    },
  };
}

function numberText(bits: 32 | 64, text: (value: bigint) => string): Converter {
  return textMaker(({ buffers: [bytes] }) => {
    const read = bigintReader(bytes, bits);
    return (at) => text(read(at));
  });
}

/** A value in microseconds, or null where it falls between two. */
function inMicros(value: bigint, unit: TimeUnit): bigint | null {
  if (unit !== "ns") return value * (1_000_000n / perSecond[unit]);
  return value % 1000n === 0n ? value / 1000n : null;
}

function inRange(value: bigint, [least, most]: readonly [bigint, bigint]): boolean {
  return value >= least && value <= most;
}
