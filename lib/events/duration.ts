/** A length of time as people write it: "30 minutes". */
export interface Duration {
  readonly count: number;
  readonly unit: Unit;
}

const units = {
  millisecond: 1_000,
  second: 1_000_000,
  minute: 60_000_000,
  hour: 3_600_000_000,
  day: 86_400_000_000,
  week: 604_800_000_000,
  // How long a month is depends on where it begins.
  month: null,
  year: null,
} as const;

export type Unit = keyof typeof units;
export const unitNames: readonly Unit[] = [
  "millisecond",
  "second",
  "minute",
  "hour",
  "day",
  "week",
  "month",
  "year",
];

const short: Readonly<Record<string, Unit>> = {
  ms: "millisecond",
  s: "second",
  sec: "second",
  min: "minute",
  h: "hour",
  hr: "hour",
  d: "day",
  w: "week",
  mo: "month",
  y: "year",
};

/** Reads "30 minutes", "30min", "hour"; null for anything else, for none, and for what no interval holds. */
export function readDuration(text: string): Duration | null {
  const found = /^\s*(\d{1,9})?\s*([a-z]+)\s*$/i.exec(text);
  if (!found) return null;
  const [, digits = "1", word = ""] = found;
  const name = word.toLowerCase();
  const plural = name.endsWith("s") ? name.slice(0, -1) : name;
  const unit = unitNames.find((each) => each === plural) ?? short[name] ?? short[plural];
  const count = Number(digits);
  return unit === undefined || count === 0 ? null : { count, unit };
}

/** As it stands in a cell's text and in SQL. */
export function durationText({ count, unit }: Duration): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

export function intervalSql(duration: Duration): string {
  return `INTERVAL '${durationText(duration)}'`;
}

/** In microseconds; null for months and years. */
export function durationMicros({ count, unit }: Duration): number | null {
  const one = units[unit];
  return one === null ? null : one * count;
}

/** In months; null for what is shorter. */
export function durationMonths({ count, unit }: Duration): number | null {
  if (unit === "month") return count;
  return unit === "year" ? 12 * count : null;
}
