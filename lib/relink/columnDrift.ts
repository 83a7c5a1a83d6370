import type { Column } from "../engine/protocol.ts";

/** How the columns of a relation differ from those that were known of it; names as they are spelled there. */
export interface ColumnDrift {
  missing: string[];
  added: string[];
  retyped: { name: string; before: string; now: string }[];
}

/** More than this would be most of a notebook's text, and of a link. */
const mostText = 6000;
/** Names told of each kind of difference. */
const mostNamed = 4;

/** Columns as a notebook keeps them, type by name; null where they are too many or too long to be kept in its text. */
export function columnsToKeep(columns: readonly Column[]): Record<string, string> | null {
  const length = columns.reduce((total, { name, type }) => total + name.length + type.length, 0);
  if (columns.length === 0 || length > mostText) return null;
  return Object.fromEntries(columns.map(({ name, type }) => [name, type]));
}

/** What differs; null where nothing does. Names are compared as DuckDB does, without case; order does not matter. */
export function columnDrift(
  before: Readonly<Record<string, string>>,
  now: readonly Column[],
): ColumnDrift | null {
  const known = new Map(Object.entries(before).map(([name, type]) => [name.toLowerCase(), { name, type }]));
  const drift: ColumnDrift = { missing: [], added: [], retyped: [] };
  for (const { name, type } of now) {
    const old = known.get(name.toLowerCase());
    known.delete(name.toLowerCase());
    if (!old) drift.added.push(name);
    else if (old.type !== type) drift.retyped.push({ name, before: old.type, now: type });
  }
  drift.missing.push(...[...known.values()].map(({ name }) => name));
  const isSame = drift.missing.length + drift.added.length + drift.retyped.length === 0;
  return isSame ? null : drift;
}

/** The differences in words: "lacks price; has color besides; qty is VARCHAR, not BIGINT". */
export function driftText({ missing, added, retyped }: ColumnDrift): string {
  const parts: string[] = [];
  if (missing.length > 0) parts.push(`lacks ${listed(missing)}`);
  if (retyped.length > 0) {
    parts.push(
      listed(retyped.map(({ name, before, now }) => `${name} is ${brief(now)}, not ${brief(before)}`)),
    );
  }
  if (added.length > 0) parts.push(`has ${listed(added)} besides`);
  return parts.join("; ");
}

function listed(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  return names.slice(0, mostNamed).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function brief(type: string): string {
  return type.length > 40 ? `${type.slice(0, 39)}…` : type;
}
