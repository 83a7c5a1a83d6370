/** An instant of a TIMESTAMP WITH TIME ZONE in some zone, to all digits that it was printed with. */
export interface ZoneTime {
  zone: string;
  text: string;
}

const printed = /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(\.\d+)?([+-]\d\d)(?::(\d\d))?(?::(\d\d))?$/;

/**
 * A TIMESTAMP WITH TIME ZONE, as DuckDB prints it, in UTC and in each of `zones` (IANA names); empty for what has no
 * place on a clock (infinity) or none that a browser knows (before the year 1, after 275760).
 */
export function timeInZones(text: string, zones: readonly string[]): ZoneTime[] {
  const found = printed.exec(text);
  if (!found) return [];
  const [, year, month, day, hour, minute, second, fraction = "", hours, minutes = "0", seconds = "0"] =
    found;
  const sign = hours?.startsWith("-") ? -1 : 1;
  const offsetMs = sign * ((Math.abs(Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const local = new Date(0);
  // Years before 100 would be read as of the twentieth century by Date.UTC.
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  local.setUTCHours(Number(hour), Number(minute), Number(second));
  const instant = local.getTime() - offsetMs;
  if (Number.isNaN(instant) || instant < firstInstant) return [];
  return ["UTC", ...zones.filter((zone) => zone !== "UTC")].map((zone) => ({
    zone,
    text: inZone(instant, zone, fraction),
  }));
}

const firstInstant = new Date(0).setUTCFullYear(1, 0, 3);
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** Only the offset is asked of the browser: its dates before 1582 are of another calendar than DuckDB's. */
function inZone(instant: number, timeZone: string, fraction: string): string {
  const format = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign = "+", hours = "00", minutes = "00", seconds = "00"] =
    /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  const local = new Date(instant + (sign === "-" ? -ms : ms));
  const year = String(local.getUTCFullYear()).padStart(4, "0");
  const text = local.toISOString();
  const date = text.slice(text.indexOf("-", 1), text.indexOf("T"));
  const time = text.slice(text.indexOf("T") + 1, text.indexOf("."));
  const offset = `${sign}${hours}:${minutes}${seconds === "00" ? "" : `:${seconds}`}`;
  return `${weekdays[local.getUTCDay()]} ${year}${date} ${time}${fraction}${offset}`;
}
