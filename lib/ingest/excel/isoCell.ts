import { iso, parseIso } from "../json/isoTime.ts";
import { cellKind, type SheetRow } from "./sheetRow.ts";

const encoder = new TextEncoder();

/**
 * Adds a time given as ISO text: a date, a date with a time, a time of day, or a duration such as PT30H15M.
 * What cannot be kept exactly (an offset, digits below the microsecond, other text) stays text.
 */
export function addIsoTime(row: SheetRow, column: number, text: string): void {
  const bytes = encoder.encode(text);
  const kind = parseIso(bytes, 0, bytes.length);
  if (kind === "date") {
    row.add(column, cellKind.date, iso.days, text);
    return;
  }
  if ((kind === "naive" || (kind === "zoned" && /Z$/i.test(text))) && iso.nanos === 0) {
    row.add(column, cellKind.datetime, iso.days, text, iso.micros);
    return;
  }
  const clock = /^T?(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,6})0*)?)?$/.exec(text);
  if (clock) {
    const micros = microsOfClock(clock[1], clock[2], clock[3], clock[4]);
    if (micros < 86_400_000_000) {
      row.add(column, cellKind.time, 0, text, micros);
      return;
    }
  }
  if (!addIsoDuration(row, column, text)) row.add(column, cellKind.text, 0, text);
}

/** Adds a duration such as PT30H15M00S, as a time of day where `asTime` says so; false where the text is none. */
export function addIsoDuration(row: SheetRow, column: number, text: string, asTime = false): boolean {
  const parts =
    /^(-)?P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d+))?S)?)?$/.exec(text);
  if (!parts || !/\d/.test(text)) return false;
  const [, sign, days = "0", hours = "0", minutes = "0", seconds = "0", fraction = ""] = parts;
  const micros = Math.round(Number(`0.${fraction || "0"}`) * 1e6);
  const total =
    (BigInt(days) * 86_400n + BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds)) * 1_000_000n +
    BigInt(micros);
  const signed = sign ? -total : total;
  const day = 86_400_000_000n;
  const rest = ((signed % day) + day) % day;
  const whole = Number((signed - rest) / day);
  if (Math.abs(whole) >= 100_000_000) return false;
  const kind = asTime && whole === 0 ? cellKind.time : cellKind.duration;
  row.add(column, kind, whole, text, Number(rest));
  return true;
}

function microsOfClock(hours = "0", minutes = "0", seconds = "0", fraction = ""): number {
  return (
    ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e6 + Number(fraction.padEnd(6, "0"))
  );
}
