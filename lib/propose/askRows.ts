/** Asks a SELECT and answers at most `maxRows` rows, by the names of their columns; rejects where it fails. */
export type AskRows = (sql: string, maxRows: number) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export function countAt(row: Readonly<Record<string, unknown>> | undefined, name: string): number {
  const value = Number(row?.[name] ?? 0);
  return Number.isFinite(value) ? value : 0;
}
