import { binCount } from "../../../lib/chart/selection/binBounds.ts";
import type { FieldTest } from "../../../lib/chart/selection/chartSelection.ts";
import type { SelectableField } from "../../../lib/chart/selection/selectableViews.ts";
import { unitSpan } from "../../../lib/chart/selection/unitSpan.ts";
import { plainValue } from "./markSelection.ts";
import type { PlacedScale } from "./plotAreas.ts";

/** A test with the part of the axis that it covers, in pixels from the axis's start. */
export interface CoveredRange {
  test: FieldTest;
  from: number;
  to: number;
}

/** What a stretch of an axis between two pixels selects, grown or shrunk to whole bins, units and names; null for nothing. */
export function axisRange(
  field: SelectableField,
  scale: PlacedScale,
  a: number,
  b: number,
): CoveredRange | null {
  const [low, high] = a < b ? [a, b] : [b, a];
  if (scale.bandwidth) return namesBetween(field, scale, low, high);
  const [first, last] = [low, high].map((px) => Number(scale.invert?.(px))).toSorted((x, y) => x - y);
  if (first === undefined || last === undefined || !Number.isFinite(first) || !Number.isFinite(last))
    return null;
  const onePx = Math.abs(Number(scale.invert?.(low + 1)) - Number(scale.invert?.(low)));
  const ends = snapped(field, first, last, onePx);
  return coveredBy({ alias: field.alias, ...ends }, field, scale);
}

/** The part of an axis that a test covers; null where none of it is there. */
export function coveredBy(
  test: FieldTest,
  { alias }: SelectableField,
  scale: PlacedScale,
): CoveredRange | null {
  if (test.alias !== alias) return null;
  if ("values" in test) {
    const bands = test.values.flatMap((value) => bandOf(scale, value));
    if (bands.length === 0) return null;
    return {
      test,
      from: Math.min(...bands.map(({ from }) => from)),
      to: Math.max(...bands.map(({ to }) => to)),
    };
  }
  const [from, to] = [Number(scale(test.from)), Number(scale(test.to))].toSorted((x, y) => x - y);
  return from === undefined || to === undefined || Number.isNaN(from + to) ? null : { test, from, to };
}

function namesBetween(
  field: SelectableField,
  scale: PlacedScale,
  low: number,
  high: number,
): CoveredRange | null {
  const values = scale.domain().flatMap((value) => {
    const [band] = bandOf(scale, value);
    const plain = plainValue(value);
    if (!band || !plain) return [];
    const middle = (band.from + band.to) / 2;
    return middle >= low && middle <= high ? [plain.value] : [];
  });
  return values.length === 0 ? null : coveredBy({ alias: field.alias, values }, field, scale);
}

function bandOf(scale: PlacedScale, value: unknown): { from: number; to: number }[] {
  const at = scale(value);
  if (at === undefined || Number.isNaN(at)) return [];
  const width = scale.bandwidth?.() ?? 0;
  if (width > 0) return [{ from: at, to: at + width }];
  const half = (scale.step?.() ?? 8) / 2;
  return [{ from: at - half, to: at + half }];
}

function snapped(
  field: SelectableField,
  from: number,
  to: number,
  onePx: number,
): { from: number; to: number } {
  const { kind, edges, unit, use } = field;
  if (kind === "bin" && edges) {
    const { start, step } = edges;
    const count = binCount(edges);
    const near = (value: number) => Math.max(0, Math.min(count, Math.round((value - start) / step)));
    let [first, last] = [near(from), near(to)];
    if (first === last) {
      first = Math.max(0, Math.min(count - 1, Math.floor((from - start) / step)));
      last = first + 1;
    }
    return { from: start + first * step, to: start + last * step };
  }
  if (kind === "unit" && unit !== null) {
    const near = (ms: number) => {
      const span = unitSpan(unit, ms);
      if (!span) return Math.round(ms);
      return ms - span.from < span.to - ms ? span.from : span.to;
    };
    const ends = { from: near(from), to: near(to) };
    return ends.from < ends.to
      ? ends
      : (unitSpan(unit, from) ?? { from: Math.round(from), to: Math.round(to) });
  }
  if (use === "temporal") return { from: Math.round(from), to: Math.round(to) };
  // As many digits as a pixel tells apart.
  const unitOfPx = 10 ** Math.floor(Math.log10(onePx || 1));
  const round = (value: number) => Number((Math.round(value / unitOfPx) * unitOfPx).toPrecision(12));
  return { from: round(from), to: round(to) };
}
