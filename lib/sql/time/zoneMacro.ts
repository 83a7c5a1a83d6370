import { quoteLiteral } from "../quote.ts";
import { type ZoneTransitions, zonesEndMs } from "./zoneOffsets.ts";

/** Begins the error that the engine raises for a zone that its macro does not hold; the zone follows, then a closing quote. */
export const missingZoneMark = 'The time zone "';

/**
 * The macro `eider_zone_shift(z, us, zoned)`: seconds to add to get from UTC to the wall clock of zone `z`
 * (`zoned`), or from the wall clock to UTC (not `zoned`); `us` are microseconds.
 * A gap in the wall clock reads as the time before it, an overlap as the later of the two, as ICU does.
 */
export function zoneMacroSql(zones: readonly ZoneTransitions[]): string {
  const whens = zones.map((zone) => {
    const utc = lookup(zone, (i) => zone.fromMs[i] ?? 0);
    // Gap and overlap both turn where the wall clock of the new offset begins.
    const wall = lookup(zone, (i) => (zone.fromMs[i] ?? 0) + (zone.offsetSeconds[i] ?? 0) * 1000);
    return `WHEN ${quoteLiteral(zone.zone)} THEN CASE WHEN zoned THEN ${inLambda(utc)} ELSE -${inLambda(wall)} END`;
  });
  const missing = `error(${quoteLiteral(missingZoneMark)} || z || '" is unknown, or not written out in the statement. Write it as text in quotes, e.g. ''Europe/Paris''.')`;
  return `CREATE OR REPLACE MACRO eider_zone_shift(z, us, zoned) AS CASE lower(z) WHEN 'utc' THEN 0 WHEN NULL THEN NULL ${whens.join(" ")} ELSE CASE WHEN z IS NULL OR us IS NULL THEN NULL ELSE ${missing} END END`;
}

// Through a lambda, so that `us` stands once in the expression however many transitions the zone has.
function inLambda(body: string): string {
  return `list_transform([us], lambda eider_us: ${body})[1]`;
}

function lookup(zone: ZoneTransitions, turnsAtMs: (index: number) => number): string {
  const tooLate = `error('Time zone offsets are known up to the year 2099; this time is later.')`;
  const branch = (low: number, high: number): string => {
    if (low === high) return String(zone.offsetSeconds[low] ?? 0);
    const middle = Math.ceil((low + high) / 2);
    return `CASE WHEN eider_us < ${turnsAtMs(middle) * 1000} THEN ${branch(low, middle - 1)} ELSE ${branch(middle, high)} END`;
  };
  const last = zone.fromMs.length - 1;
  if (last === 0) return branch(0, 0);
  return `CASE WHEN eider_us IS NULL THEN NULL WHEN eider_us < ${zonesEndMs * 1000} THEN ${branch(0, last)} ELSE ${tooLate} END`;
}
