import { quoteIdentifier } from "../sql/quote.ts";
import { isZone, type ZoneTransitions, zoneTransitionsWithin } from "../sql/time/zoneOffsets.ts";
import type { ColumnKnown } from "./columnKnown.ts";
import type { DrawnColumn } from "./columnUse.ts";
import type { JsonObject } from "./jsonObject.ts";
import type { Span } from "./selection/unitSpan.ts";

/**
 * Instants on the wall clock of a zone: all that is drawn, grouped and cut is that clock's time as a TIMESTAMP, as if it
 * were UTC, so that nothing behind the relation's own rows has to know of zones. A time that comes twice in autumn is
 * one, as it is for time units of Vega in a reader's own zone; one that is left out in spring never comes.
 */
export interface LocalClock {
  /** The instant in SQL, as a UTC TIMESTAMP, of a row of the relation. */
  instant: string;
  zone: ZoneTransitions;
}

/** How a column's instants are said: the zone's name, and the clock where that is another than UTC's. */
export interface ColumnTime {
  saidIn?: string;
  clock?: LocalClock;
}

const instants = new Set([
  "TIMESTAMP",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP_NS",
  "TIMESTAMP WITH TIME ZONE",
  "TIMESTAMPTZ",
]);

/** Whether a name is that of a zone other than UTC in which times can be told. */
export function isOtherZone(timezone: string): boolean {
  return timezone.toUpperCase() !== "UTC" && isZone(timezone);
}

/** Whether a chart's text itself reads some time in UTC (`utcmonth`, a `utc` scale): then all of it is. */
export function asksForUtc(spec: JsonObject): boolean {
  return ownUtc.test(JSON.stringify(spec));
}

const ownUtc =
  /"(?:timeUnit|unit)":"(?:binned)?utc|"type":"utc"|"utc":true|\butc(?:year|quarter|month|week|day|dayofyear|date|hours|minutes|seconds|milliseconds)\(/;

/** How far a zone's clock is ahead of UTC at an instant, in milliseconds; 0 for UTC and a zone that is not known. */
export function aheadMs(timezone: string, atMs: number): number {
  const zone = isOtherZone(timezone) ? zoneTransitionsWithin(timezone, atMs, atMs) : null;
  return (zone?.offsetSeconds[zone.fromMs.findLastIndex((ms) => ms <= atMs)] ?? 0) * 1000;
}

/** A column with its instants on a zone's clock; others, days (DATE) among them, as they are. */
export function onLocalClock<C extends DrawnColumn>(column: C, timezone: string): C & ColumnTime {
  if (!instants.has(column.type)) return column;
  if (!isOtherZone(timezone)) return { ...column, saidIn: "UTC" };
  const { known } = column;
  const [from, to] = known?.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const zone = zoneTransitionsWithin(timezone, from, to);
  if (!zone) return column;
  const id = quoteIdentifier(column.name);
  const cast = known?.mayBeNaN === false ? `${id}::TIMESTAMP` : `TRY_CAST(${id} AS TIMESTAMP)`;
  const instant = column.type === "TIMESTAMP" ? id : cast;
  return {
    ...column,
    type: "TIMESTAMP",
    saidIn: timezone,
    clock: { instant, zone },
    ...(known ? { known: shifted(known, zone) } : {}),
  };
}

function shifted(known: ColumnKnown, { offsetSeconds }: ZoneTransitions): ColumnKnown {
  if (!known.range) return known;
  const [low, high] = known.range;
  const [least, most] = [Math.min(...offsetSeconds), Math.max(...offsetSeconds)];
  return { ...known, range: [low + least * 1000, high + most * 1000] };
}

/** Beyond it (285,000 years from 1970) an offset could leave what a TIMESTAMP holds; so do the infinite ones. */
const reach = "9000000000000000000";

/**
 * SQL for the time on a zone's clock. Whole numbers all the way: adding an INTERVAL to each row was measured to take more than
 * twice as long. `isBounded` says that no instant is infinite.
 */
export function localSql({ instant, zone }: LocalClock, isBounded: boolean): string {
  const local = `make_timestamp(epoch_us(${instant}) + ${offsetSql(instant, zone, 0, zone.fromMs.length)})`;
  if (isBounded) return local;
  return `CASE WHEN ${instant} BETWEEN make_timestamp(-${reach}) AND make_timestamp(${reach}) THEN ${local} ELSE ${instant} END`;
}

/** The offset in microseconds: comparisons one after the other where they are few, by halves where they are many. */
function offsetSql(instant: string, zone: ZoneTransitions, first: number, end: number): string {
  const count = end - first;
  const offset = (index: number) => `${(zone.offsetSeconds[index] ?? 0) * 1_000_000}::BIGINT`;
  const before = (index: number) => `${instant} < ${secondSql(zone.fromMs[index] ?? 0)}`;
  if (count === 1) return offset(first);
  if (count <= 8) {
    const whens = Array.from({ length: count - 1 }, (_, index) => {
      return `WHEN ${before(first + index + 1)} THEN ${offset(first + index)}`;
    });
    return `CASE ${whens.join(" ")} ELSE ${offset(end - 1)} END`;
  }
  const middle = first + Math.floor(count / 2);
  return `CASE WHEN ${before(middle)} THEN ${offsetSql(instant, zone, first, middle)} ELSE ${offsetSql(instant, zone, middle, end)} END`;
}

function secondSql(ms: number): string {
  return `TIMESTAMP '${new Date(ms).toISOString().slice(0, 19).replace("T", " ")}'`;
}

/** A time on a zone's clock, from and to, as the spans of UTC in which the clock shows it: several around a change. */
export function utcSpans(
  { from, to }: Span,
  end: "<" | "<=",
  zone: ZoneTransitions,
): (Span & { end: "<" | "<=" })[] {
  const spans: (Span & { end: "<" | "<=" })[] = [];
  for (const [index, start] of zone.fromMs.entries()) {
    const offsetMs = (zone.offsetSeconds[index] ?? 0) * 1000;
    const next = zone.fromMs[index + 1] ?? Number.POSITIVE_INFINITY;
    const span = { from: Math.max(start, from - offsetMs), to: Math.min(next, to - offsetMs) };
    const isCut = span.to === next;
    const last = { ...span, end: isCut ? ("<" as const) : end };
    if (span.from > span.to || (span.from === span.to && last.end === "<")) continue;
    const before = spans.at(-1);
    // They meet where the offset changes.
    if (before?.to === span.from && before.end === "<") Object.assign(before, { to: last.to, end: last.end });
    else spans.push(last);
  }
  return spans;
}
