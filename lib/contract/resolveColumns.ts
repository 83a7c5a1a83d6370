import type { Column } from "../engine/protocol.ts";
import type { Contract, PinnedColumn } from "./contract.ts";

/** A pinned column and what it is read from now. */
export interface Resolved {
  readonly pinned: PinnedColumn;
  /** null where nothing of the file is it. */
  readonly now: Column | null;
  /** Set where the mapping says so: a column of another name, or none at all. */
  readonly isMapped: boolean;
}

export interface ResolvedColumns {
  readonly columns: readonly Resolved[];
  /** Columns of the file that no pinned column is read from, each with the name under which it passes. */
  readonly added: readonly { readonly column: Column; readonly as: string }[];
}

/**
 * What each pinned column is read from: what the mapping names where that is there, else the column of its own name,
 * whatever the case.
 */
export function resolveColumns(contract: Contract, columns: readonly Column[]): ResolvedColumns {
  const exact = new Map(columns.map((column) => [column.name, column]));
  const folded = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const find = (name: string) => exact.get(name) ?? folded.get(name.toLowerCase()) ?? null;
  const map = new Map([...contract.map].map(([name, now]) => [name.toLowerCase(), now]));
  const resolved = (contract.pinned?.columns ?? []).map((pinned): Resolved => {
    const said = map.get(pinned.name.toLowerCase());
    if (said === null) return { pinned, now: null, isMapped: true };
    const mapped = said === undefined ? null : find(said);
    return mapped
      ? { pinned, now: mapped, isMapped: mapped.name.toLowerCase() !== pinned.name.toLowerCase() }
      : { pinned, now: find(pinned.name), isMapped: false };
  });
  const read = new Set(resolved.map(({ now }) => now));
  const names = new Set(resolved.map(({ pinned }) => pinned.name.toLowerCase()));
  const added = columns
    .filter((column) => !read.has(column))
    .map((column) => ({ column, as: freeName(column.name, names) }));
  return { columns: resolved, added };
}

/** A name that none of these has (in lower case), which it joins. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let nr = 2; taken.has(free.toLowerCase()); nr += 1) free = `${name}_${nr}`;
  taken.add(free.toLowerCase());
  return free;
}
