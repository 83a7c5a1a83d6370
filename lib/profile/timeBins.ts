import { dateText, floorDiv } from "../table/dateText.ts";
import type { Family } from "./family.ts";

/** Bins of equal length in microseconds from `offset` on, or of so many months (a year is twelve). */
export type TimeStep = { micros: bigint; offset: bigint } | { months: bigint };

const second = 1_000_000n;
const minute = 60n * second;
const hour = 60n * minute;
export const dayMicros = 24n * hour;
// 29 December 1969, a Monday: weeks begin with it.
const monday = -3n * dayMicros;

const steps: readonly bigint[] = [
  ...[1n, 2n, 5n, 10n, 20n, 50n, 100n, 200n, 500n].flatMap((one) => [one, one * 1000n]).sort(compare),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((one) => one * second),
  ...[1n, 2n, 5n, 10n, 15n, 30n].map((one) => one * minute),
  ...[1n, 2n, 3n, 6n, 12n].map((one) => one * hour),
  ...[1n, 2n, 7n, 14n].map((one) => one * dayMicros),
];
const monthSteps = [1n, 3n, 6n, 12n, 24n, 60n, 120n, 240n, 600n, 1200n, 2400n, 6000n, 12_000n];
const monthMicros = (36525n * dayMicros) / 1200n;

/** The step of clock and calendar that cuts the time from `low` to `high` (microseconds) into about `bins`. */
export function timeStep(low: bigint, high: bigint, bins: number, family: Family): TimeStep {
  const finest = family === "date" ? dayMicros : 1n;
  const wanted = (high - low) / BigInt(bins);
  const fits = steps.find((step) => step >= finest && step >= wanted);
  if (fits !== undefined) {
    const isWeeks = fits % (7n * dayMicros) === 0n;
    return { micros: fits, offset: isWeeks ? monday : 0n };
  }
  const months = monthSteps.find((step) => step * monthMicros >= wanted);
  return { months: months ?? (wanted / monthMicros / 12n + 1n) * 12n };
}

/** SQL for the bin that a time falls into, a whole number as text; `low` is the least of all in microseconds. */
export function timeBinSql(value: string, step: TimeStep, low: bigint, family: Family): string {
  if ("months" in step) {
    const time = plainTime(value, family);
    const months = `(date_part('year', ${time})::BIGINT * 12 + date_part('month', ${time})::BIGINT - 1)`;
    // Counted from before all years that DuckDB knows, as it rounds quotients of negative numbers towards zero.
    const bins = (12n * 1_000_000n) / step.months;
    return `((${months} + ${bins * step.months}) // ${step.months} - ${bins})::VARCHAR`;
  }
  const start = floorDiv(low - step.offset, step.micros) * step.micros;
  return `((epoch_us(${value}) - (${start + step.offset})) // ${step.micros} + (${start / step.micros}))::VARCHAR`;
}

/** A zoned time as the UTC that it is shown in: functions of zones need what DuckDB-WASM does not have. */
export function plainTime(value: string, family: Family): string {
  return family === "moment" ? value : `${value}::TIMESTAMP`;
}

/** Where bin `index` begins, as text that casts to the column's type. */
export function timeEdge(index: bigint, step: TimeStep, family: Family): string {
  if ("months" in step) {
    const months = index * step.months;
    const year = floorDiv(months, 12n);
    return timeText(daysToMonth(year, Number(months - year * 12n)) * dayMicros, family);
  }
  return timeText(index * step.micros + step.offset, family);
}

/** Microseconds since 1970 (of the day for a clock) as DuckDB prints the type. */
export function timeText(micros: bigint, family: Family): string {
  const days = floorDiv(micros, dayMicros);
  const rest = micros - days * dayMicros;
  const two = (value: bigint) => String(value).padStart(2, "0");
  const fraction = String(rest % second)
    .padStart(6, "0")
    .replace(/0+$/, "");
  // A day's end is 24:00:00, which DuckDB reads too.
  const hours = rest / hour + (family === "clock" ? days * 24n : 0n);
  const clock = `${two(hours)}:${two((rest / minute) % 60n)}:${two((rest / second) % 60n)}${fraction === "" ? "" : `.${fraction}`}`;
  if (family === "clock") return clock;
  const date = dateText(days);
  if (family === "date") return date;
  // DuckDB prints the era behind the clock.
  const era = date.endsWith(" (BC)") ? " (BC)" : "";
  return `${date.slice(0, date.length - era.length)}${era} ${clock}${family === "zoned" ? "+00" : ""}`;
}

/** Days from 1970 to the first of a month, counted from 0. */
function daysToMonth(year: bigint, month: number): bigint {
  const y = month < 2 ? year - 1n : year;
  const era = floorDiv(y, 400n);
  const yearOfEra = y - era * 400n;
  const fromMarch = BigInt((month + 10) % 12);
  const dayOfYear = (153n * fromMarch + 2n) / 5n;
  return era * 146_097n + yearOfEra * 365n + yearOfEra / 4n - yearOfEra / 100n + dayOfYear - 719_468n;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
