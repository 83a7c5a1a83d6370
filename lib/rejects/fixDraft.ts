import type { RejectedRow, RowFix } from "../engine/rejectedRow.ts";

/** Rejected rows as a person is changing them. */
export interface FixDraft {
  /** Texts that are not as in the file, by key. */
  readonly texts: ReadonlyMap<string, string>;
  /** Keys of rows to leave out. */
  readonly out: ReadonlySet<string>;
}

/** What is known of a text: null where it loads, why it does not, or undefined until that is known. */
export type Verdict = (fix: RowFix) => string | null | undefined;

/** The draft to begin with: fixes that the notebook has already and that did not load. */
export function draftOf(rows: readonly RejectedRow[], fixes: ReadonlyMap<string, string | null>): FixDraft {
  const texts = new Map<string, string>();
  for (const { key, raw } of rows) {
    const text = key === null ? null : fixes.get(key);
    if (key !== null && typeof text === "string" && text !== raw) texts.set(key, text);
  }
  return { texts, out: new Set() };
}

/** The text of a row as it is now. */
export function textOf(draft: FixDraft, { key, raw }: Pick<RejectedRow, "key" | "raw">): string {
  return (key === null ? undefined : draft.texts.get(key)) ?? raw;
}

/** Changes texts of rows; one that is again as in the file is no change. */
export function withTexts(
  draft: FixDraft,
  changes: readonly { row: Pick<RejectedRow, "key" | "raw">; text: string }[],
): FixDraft {
  const texts = new Map(draft.texts);
  for (const { row, text } of changes) {
    if (row.key === null) continue;
    if (text === row.raw) texts.delete(row.key);
    else texts.set(row.key, text);
  }
  return { ...draft, texts };
}

/** Leaves rows out, or takes them in again. */
export function leavingOut(draft: FixDraft, keys: readonly string[], isOut: boolean): FixDraft {
  const out = new Set(draft.out);
  for (const key of keys) {
    if (isOut) out.add(key);
    else out.delete(key);
  }
  return { ...draft, out };
}

/** The changed rows that are not left out. */
export function changedRows(rows: readonly RejectedRow[], draft: FixDraft): RowFix[] {
  return rows.flatMap(({ key }) => {
    const text = key === null || draft.out.has(key) ? undefined : draft.texts.get(key);
    return key === null || text === undefined ? [] : [{ key, text }];
  });
}

/** What to load: changed rows that would load, and null for those to leave out; the counts of both. */
export function chosenFixes(
  rows: readonly RejectedRow[],
  draft: FixDraft,
  verdict: Verdict,
): { fixes: Record<string, string | null>; fixed: number; out: number } {
  const good = changedRows(rows, draft).filter((fix) => verdict(fix) === null);
  const out = rows.flatMap(({ key }) => (key !== null && draft.out.has(key) ? [key] : []));
  const entries: [string, string | null][] = [
    ...good.map(({ key, text }): [string, string] => [key, text]),
    ...out.map((key): [string, null] => [key, null]),
  ];
  return { fixes: Object.fromEntries(entries), fixed: good.length, out: out.length };
}
