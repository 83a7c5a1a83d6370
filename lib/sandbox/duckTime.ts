import { dateText, floorDiv } from "../table/dateText.ts";

/** DuckDB's types of dates and times that cells see as a DuckTime. */
export type DuckTimeType =
  | "DATE"
  | "TIME"
  | "TIMESTAMP"
  | "TIMESTAMP_S"
  | "TIMESTAMP_MS"
  | "TIMESTAMP_NS"
  | "TIMESTAMP WITH TIME ZONE";

/** Nanoseconds in one step of the type's own count. */
const nanosPerStep: Record<DuckTimeType, bigint> = {
  DATE: 86_400_000_000_000n,
  TIME: 1000n,
  TIMESTAMP: 1000n,
  TIMESTAMP_S: 1_000_000_000n,
  TIMESTAMP_MS: 1_000_000n,
  TIMESTAMP_NS: 1n,
  "TIMESTAMP WITH TIME ZONE": 1000n,
};

const maxInt64 = 2n ** 63n - 1n;
const maxInt32 = 2n ** 31n - 1n;

/**
 * A DATE, TIME or TIMESTAMP of DuckDB, exact, in UTC.
 * `steps` counts the type's own unit from 1970-01-01 (from midnight for TIME): days, seconds, milli-, micro- or nanoseconds.
 * Two compare with < and >; `nanos` and `micros` are there to calculate with.
 */
export class DuckTime {
  constructor(
    readonly type: DuckTimeType,
    readonly steps: bigint,
  ) {}

  /** The instant of a Date, as TIMESTAMP. */
  static from(date: Date): DuckTime {
    return new DuckTime("TIMESTAMP", BigInt(date.getTime()) * 1000n);
  }

  /** Neither infinity nor -infinity. */
  get isFinite(): boolean {
    const max = this.type === "DATE" ? maxInt32 : maxInt64;
    return this.type === "TIME" || (this.steps !== max && this.steps !== -max);
  }

  /** Nanoseconds since 1970-01-01 00:00:00 UTC, since midnight for TIME; for an infinity an out-of-range number. */
  get nanos(): bigint {
    return this.steps * nanosPerStep[this.type];
  }

  /** Microseconds since 1970-01-01 00:00:00 UTC, since midnight for TIME; TIMESTAMP_NS is rounded down. */
  get micros(): bigint {
    return floorDiv(this.nanos, 1000n);
  }

  /** To the millisecond, rounded down; an invalid Date for what a Date cannot hold. */
  toDate(): Date {
    return new Date(this.isFinite ? Number(floorDiv(this.nanos, 1_000_000n)) : Number.NaN);
  }

  /** As DuckDB prints it. */
  toString(): string {
    if (!this.isFinite) return this.steps > 0n ? "infinity" : "-infinity";
    if (this.type === "DATE") return dateText(this.steps);
    const nanos = this.nanos;
    if (this.type === "TIME") return clockText(nanos, 6);
    const days = floorDiv(nanos, nanosPerStep.DATE);
    const [date = "", era = ""] = dateText(days).split(" ");
    const clock = clockText(nanos - days * nanosPerStep.DATE, this.type === "TIMESTAMP_NS" ? 9 : 6);
    const zone = this.type === "TIMESTAMP WITH TIME ZONE" ? "+00" : "";
    return `${date}${era && ` ${era}`} ${clock}${zone}`;
  }

  toJSON(): string {
    return this.toString();
  }

  /** Nanoseconds, so that times compare and subtract. */
  valueOf(): bigint {
    return this.nanos;
  }
}

/** Nanoseconds since midnight; the fraction keeps its digits up to the last that is not 0. */
function clockText(nanos: bigint, digits: 6 | 9): string {
  const seconds = Number(nanos / 1_000_000_000n);
  const fraction = pad(Number(nanos % 1_000_000_000n), 9)
    .slice(0, digits)
    .replace(/0+$/, "");
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return clock.map((part) => pad(part, 2)).join(":") + (fraction && `.${fraction}`);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
