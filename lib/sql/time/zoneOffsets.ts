/** The UTC offsets of one zone: from instant `fromMs[i]` (UTC milliseconds) on, `offsetSeconds[i]` are added. `fromMs[0]` is -Infinity. */
export interface ZoneTransitions {
  zone: string;
  fromMs: number[];
  offsetSeconds: number[];
}

/** Instants from here on are not covered; 2100-01-01 in UTC milliseconds. */
export const zonesEndMs = Date.UTC(2100, 0, 1);
/** Before this instant every zone keeps its first offset; 1830-01-01 in UTC milliseconds. */
export const zonesStartMs = Date.UTC(1830, 0, 1);

// Shorter than any rule that was ever in force: Morocco's pauses last a month, wartime changes some weeks.
const dayMs = 86_400_000;
const stepMs = 12 * dayMs;
/** Looking through so much takes about 6 ms. */
const quickMs = 40 * 366 * dayMs;

const known = new Map<string, ZoneTransitions | null>();

/** Whether `name` (any case) is a time zone that Intl knows by name; `+02:00` is not a name. */
export function isZone(name: string): boolean {
  return /^[a-z]/i.test(name) && formatter(name) !== null;
}

/** The offsets of a zone that hold between two instants, without all others; null for an unknown name. A short time is quick to look through. */
export function zoneTransitionsWithin(zone: string, startMs: number, endMs: number): ZoneTransitions | null {
  // Whole days, since a change is looked for by whole seconds.
  const start = Math.floor(Math.min(Math.max(startMs, zonesStartMs), zonesEndMs) / dayMs) * dayMs;
  const end = Math.ceil(Math.min(Math.max(endMs, start), zonesEndMs) / dayMs) * dayMs;
  if (end - start <= quickMs && !known.has(zone.toLowerCase())) {
    const format = isZone(zone) ? formatter(zone) : null;
    return format && findTransitions(zone.toLowerCase(), format, start, end);
  }
  const all = zoneTransitions(zone);
  if (!all) return null;
  const first = Math.max(
    0,
    all.fromMs.findLastIndex((ms) => ms <= start),
  );
  const after = all.fromMs.findIndex((ms) => ms > end);
  const last = after < 0 ? all.fromMs.length : after;
  const fromMs = [Number.NEGATIVE_INFINITY, ...all.fromMs.slice(first + 1, last)];
  return { zone: all.zone, fromMs, offsetSeconds: all.offsetSeconds.slice(first, last) };
}

/** The offsets of a zone by name, any case, made with Intl once (about 40 ms) and remembered; null for an unknown name. */
export function zoneTransitions(zone: string): ZoneTransitions | null {
  const key = zone.toLowerCase();
  const found = known.get(key);
  if (found !== undefined) return found;
  const format = isZone(zone) ? formatter(zone) : null;
  const made = format ? findTransitions(key, format, zonesStartMs, zonesEndMs) : null;
  known.set(key, made);
  return made;
}

const formatters = new Map<string, Intl.DateTimeFormat | null>();

function formatter(zone: string): Intl.DateTimeFormat | null {
  const found = formatters.get(zone);
  if (found !== undefined) return found;
  const made = newFormatter(zone);
  formatters.set(zone, made);
  return made;
}

function newFormatter(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch (error) {
    // Intl's way to say that there is no such zone.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function offsetAt(format: Intl.DateTimeFormat, ms: number): number {
  const found = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(format.format(ms));
  if (!found) throw new Error(`Intl wrote a date in an unexpected form: ${format.format(ms)}`);
  const [month, day, year, hour, minute, second] = found.slice(1).map(Number);
  const wall = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return Math.round((wall - Math.floor(ms / 1000) * 1000) / 1000);
}

function findTransitions(
  zone: string,
  format: Intl.DateTimeFormat,
  startMs: number,
  endMs: number,
): ZoneTransitions {
  let offset = offsetAt(format, startMs);
  const fromMs = [Number.NEGATIVE_INFINITY];
  const offsetSeconds = [offset];
  for (let at = startMs; at < endMs; at += stepMs) {
    const next = offsetAt(format, Math.min(at + stepMs, endMs));
    if (next === offset) continue;
    fromMs.push(changeWithin(format, at, Math.min(at + stepMs, endMs), offset));
    offsetSeconds.push(next);
    offset = next;
  }
  return { zone, fromMs, offsetSeconds };
}

function changeWithin(format: Intl.DateTimeFormat, from: number, to: number, before: number): number {
  let low = from / 1000;
  let high = to / 1000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(format, middle * 1000) === before) low = middle;
    else high = middle;
  }
  return high * 1000;
}
