/** A time zone that may be chosen. */
export interface ZoneChoice {
  /** Its IANA name. */
  zone: string;
  /** Why it comes first, e.g. "this browser's"; "" for most. */
  note: string;
  /** What is added to UTC at this moment, as `UTC+02:00`; "" for a zone that is not known here. */
  offset: string;
}

export interface KnownZones {
  /** All zones that are known here. */
  all: readonly string[];
  /** The zone of this browser. */
  own: string;
  /** The notebook's zone, known or not; UTC where it names none. */
  current: string;
  /** The moment at which offsets are told, in milliseconds since 1970. */
  nowMs: number;
}

/** So many are listed; others are found by typing. */
export const mostZones = 100;

/**
 * Zones in which every typed word occurs (`new york`, `+05:30`): UTC first, then this browser's zone and the notebook's,
 * then the others by name.
 */
export function zoneChoices(typed: string, { all, own, current, nowMs }: KnownZones): ZoneChoice[] {
  const words = typed
    .toLowerCase()
    .split(/[\s_/]+/)
    .filter((word) => word !== "");
  const byOffset = words.some((word) => /\d/.test(word));
  const found: ZoneChoice[] = [];
  for (const zone of new Set(["UTC", own, current, ...all])) {
    const named = `${zone} ${zone.replace(/[_/]/g, " ")}`.toLowerCase();
    const offset = byOffset ? offsetText(zone, nowMs) : "";
    if (!words.every((word) => named.includes(word) || offset.toLowerCase().includes(word))) continue;
    const shown = offsetText(zone, nowMs);
    const notes = [
      zone === "UTC" ? "the default" : "",
      zone === own ? "this browser's" : "",
      shown === "" ? "not known here" : "",
    ];
    found.push({ zone, note: notes.filter((note) => note !== "").join(", "), offset: shown });
    if (found.length === mostZones) break;
  }
  return found;
}

const told = new Map<string, string>();

/** Remembered: to make a format for each of some hundred zones takes longer than a frame. */
function offsetText(zone: string, nowMs: number): string {
  const key = `${zone} ${nowMs}`;
  const found = told.get(key) ?? lookedUp(zone, nowMs);
  told.set(key, found);
  return found;
}

function lookedUp(timeZone: string, nowMs: number): string {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
    const name = format.formatToParts(nowMs).find(({ type }) => type === "timeZoneName")?.value ?? "";
    return name === "GMT" ? "UTC" : name.replace("GMT", "UTC");
  } catch (error) {
    // Intl's way to say that there is no such zone.
    if (error instanceof RangeError) return "";
    throw error;
  }
}
