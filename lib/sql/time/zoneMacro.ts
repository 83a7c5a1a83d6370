import { quoteIdentifier, quoteLiteral } from "../quote.ts";
import { type ZoneTransitions, zonesEndMs, zonesStartMs } from "./zoneOffsets.ts";

/** Begins the error that the engine raises for a zone whose variables are not set; the zone follows, then a double quote. */
export const missingZoneMark = 'The time zone "';

const startUs = zonesStartMs * 1000;
const endUs = zonesEndMs * 1000;
const widthUs = 2 ** 41; // 25 days

// Cast, because a variable that is not set is a NULL without a type.
const variable = (list: string) => `getvariable('eider_zone_' || lower(z) || ${list})::BIGINT[]`;
const side = "CASE WHEN zoned THEN '_utc_' ELSE '_wall_' END";

/**
 * The macro `eider_zone_shift(z, us, zoned)`: seconds to add to get from UTC to the wall clock of zone `z`
 * (`zoned`), or from the wall clock to UTC (not `zoned`); `us` are microseconds. It reads the variables that
 * zoneVariablesSql sets, so `z` must be a constant; UTC needs none.
 *
 * Constant time for each row and few nodes to bind: time is cut into buckets, a list says which offset holds at each
 * bucket's start, and comparisons find whether later ones do already. A tree of CASEs, with no lists, was measured to
 * be ten times slower over 3 M rows. A NULL time, which is also what epoch_us makes of an infinite one, shifts by 0. The lambda lets the time stand once in the expression, however long it is.
 */
export function zoneMacroSql(): string {
  const at = `(${variable(`${side} || 'first'`)})[(greatest(${startUs}, least(eider_us, ${endUs})) - ${startUs}) // ${widthUs} + 1]`;
  const turns = `(${variable(`${side} || 'turns'`)})`;
  // Two comparisons: no zone changes more than twice in 25 days (zoneVariablesSql checks it).
  const index = `${at} + (eider_us >= ${turns}[${at}])::INTEGER + (eider_us >= ${turns}[${at} + 1])::INTEGER`;
  const offsets = `(${variable("'_offsets'")})`;
  const tooLate =
    "error('Time zone offsets are known up to the year 2099, and this time is later.')::INTEGER";
  const missing = `error(${quoteLiteral(missingZoneMark)} || z || '" is unknown here. Write it as text in quotes, e.g. ''Europe/Paris''.')::INTEGER`;
  const shift = `CASE WHEN zoned THEN 1 ELSE -1 END * ${offsets}[${index}]`;
  return `CREATE OR REPLACE MACRO eider_zone_shift(z, us, zoned) AS list_transform([us], lambda eider_us: CASE WHEN z IS NULL THEN NULL WHEN lower(z) = 'utc' OR eider_us IS NULL THEN 0 WHEN ${offsets} IS NULL THEN ${missing} WHEN eider_us >= ${endUs} THEN ${tooLate} ELSE ${shift} END)[1]`;
}

/** Statements that make one zone known to a connection; allowed under a locked configuration. */
export function zoneVariablesSql(zone: ZoneTransitions): string[] {
  const utc = zone.fromMs.map((ms) => ms * 1000);
  // Gap and overlap of the wall clock both turn where the wall clock of the new offset begins, as in ICU:
  // a time in a gap reads with the offset before it, a time that comes twice is the later one.
  const wall = utc.map((us, i) => us + (zone.offsetSeconds[i] ?? 0) * 1_000_000);
  const set = (name: string, values: readonly number[]) =>
    `SET VARIABLE ${quoteIdentifier(`eider_zone_${zone.zone}_${name}`)} = string_split('${values.join(",")}', ',')::BIGINT[]`;
  return [
    set("offsets", zone.offsetSeconds),
    set("utc_first", firstInBuckets(utc)),
    set("utc_turns", turns(utc)),
    set("wall_first", firstInBuckets(wall)),
    set("wall_turns", turns(wall)),
  ];
}

// Two marks that no time reaches, so that the two comparisons always have something to compare with.
const turns = (fromUs: readonly number[]) => [...fromUs.slice(1), 9e18, 9e18];

/** For each bucket the number, from 1, of the offset that holds at its start. */
function firstInBuckets(fromUs: readonly number[]): number[] {
  const first: number[] = [];
  let index = 0;
  for (let at = startUs; at <= endUs; at += widthUs) {
    const before = index;
    while ((fromUs[index + 1] ?? Number.POSITIVE_INFINITY) <= at) index++;
    if (index > before + 2) throw new Error("A time zone changes more than twice within 25 days.");
    first.push(index + 1);
  }
  return first;
}
