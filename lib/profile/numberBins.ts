import type { Bin } from "./columnProfile.ts";

/** Bins of equal width `times` × 10^`power`, counted from zero: bin k reaches from k steps to just before k + 1. */
export interface NumberStep {
  times: 1 | 2 | 5;
  power: number;
}

/**
 * A round step that cuts the numbers from `low` to `high` into about `bins`; never finer than `finest`, a power of ten
 * (0 for whole numbers, -2 for DECIMAL(9,2)).
 */
export function numberStep(low: number, high: number, bins: number, finest = -300): NumberStep {
  // Halves first: the span of all doubles is no double.
  const rough = 2 * (high / (2 * bins) - low / (2 * bins));
  // One value alone: a bin of its own size.
  const wanted = rough > 0 ? rough : Math.abs(low) / bins || 1;
  let power = Math.floor(Math.log10(wanted));
  const lead = wanted / 10 ** power;
  let times: NumberStep["times"] = lead <= 1 ? 1 : lead <= 2 ? 2 : 5;
  if (lead > 5) [times, power] = [1, power + 1];
  if (power < finest) [times, power] = [1, finest];
  return { times, power };
}

/**
 * SQL for the bin that a number falls into, a DOUBLE without fraction. Powers of ten below one are no doubles, so it
 * multiplies by what is one: 0.3 lies in the bin of 0.3 and not in the one before.
 */
export function numberBinSql(value: string, { times, power }: NumberStep): string {
  const scaled =
    power < 0 ? `${value}::DOUBLE * 1e${-power}::DOUBLE` : `${value}::DOUBLE / 1e${power}::DOUBLE`;
  return times === 1 ? `floor(${scaled})` : `floor((${scaled}) / ${times})`;
}

/** As `numberBinSql` for whole numbers past 2^53, which no double tells apart; the span must fit a HUGEINT. */
export function hugeBinSql(value: string, { times, power }: NumberStep, low: bigint): string {
  const step = BigInt(times) * 10n ** BigInt(power);
  const start = floorTo(low, step);
  return `((${value}::HUGEINT - '${start}'::HUGEINT) // '${step}'::HUGEINT + '${start / step}'::HUGEINT)::VARCHAR`;
}

/** Where bin `index` begins, exactly, in plain decimal notation. */
export function numberEdge(index: bigint, { times, power }: NumberStep): string {
  const units = index * BigInt(times);
  if (power >= 0) return String(units * 10n ** BigInt(power));
  const digits = String(units < 0n ? -units : units).padStart(1 - power, "0");
  const fraction = digits.slice(power).replace(/0+$/, "");
  const text = digits.slice(0, power) + (fraction === "" ? "" : `.${fraction}`);
  return units < 0n ? `-${text}` : text;
}

/** All bins from the first to the last that holds something, the empty ones between them with them. */
export function filledBins(
  counted: ReadonlyMap<bigint, number>,
  edge: (index: bigint) => string,
  most = 200,
): Bin[] {
  const indexes = [...counted.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const first = indexes[0];
  const last = indexes.at(-1);
  if (first === undefined || last === undefined || last - first >= BigInt(most)) return [];
  const bins: Bin[] = [];
  for (let index = first; index <= last; index++)
    bins.push({ from: edge(index), to: edge(index + 1n), count: counted.get(index) ?? 0 });
  return bins;
}

function floorTo(value: bigint, step: bigint): bigint {
  const rest = value % step;
  return value - (rest < 0n ? rest + step : rest);
}
