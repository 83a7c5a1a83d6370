import type { Column } from "../engine/protocol.ts";

/** The column that a Vega-Lite field names: as written, then unescaped, then without regard to case; null where there is none. */
export function fieldColumn<C extends Column>(field: string, columns: readonly C[]): C | null {
  const plain = field.replace(/\\(.)/g, "$1");
  const lower = plain.toLowerCase();
  return (
    columns.find(({ name }) => name === field) ??
    columns.find(({ name }) => name === plain) ??
    columns.find(({ name }) => name.toLowerCase() === lower) ??
    null
  );
}

/** Says whether Vega reads a name as itself: no dots, brackets or quotes. */
export function isPlainField(name: string): boolean {
  return /^[\p{L}_$][\p{L}\p{N}_$ -]*$/u.test(name);
}
