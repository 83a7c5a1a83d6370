import { dateText, durationText, timeText } from "../serialTime.ts";
import { cellKind, type SheetRow } from "../sheetRow.ts";

/**
 * A cell as text: texts and errors as they are, numbers by the shortest digits that are exactly them, times as ISO
 * (durations in hours), booleans as TRUE and FALSE.
 */
export function cellText(row: SheetRow, cell: number): string {
  const number = row.numbers[cell] ?? 0;
  const text = row.texts[cell] ?? "";
  const micros = row.micros[cell] ?? 0;
  switch (row.kinds[cell]) {
    case cellKind.number:
      return numberText(number, text);
    case cellKind.boolean:
      return number === 0 ? "FALSE" : "TRUE";
    case cellKind.date:
      return dateText(number);
    case cellKind.datetime:
      return `${dateText(number)} ${timeText(micros)}`;
    case cellKind.time:
      return timeText(micros);
    case cellKind.duration:
      return durationText(number, micros);
    default:
      return text;
  }
}

/** Whole numbers beyond 2^53 keep the digits that are stored. */
function numberText(number: number, stored: string): string {
  if (Math.abs(number) > Number.MAX_SAFE_INTEGER && /^-?\d+$/.test(stored)) return stored;
  return String(number);
}
