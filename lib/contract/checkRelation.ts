import type { Column } from "../engine/protocol.ts";
import { checkCasts } from "./casts.ts";
import { compareContract } from "./compareContract.ts";
import type { Contract, Finding } from "./contract.ts";
import { type Guess, guessNames } from "./guessNames.ts";
import { type AskRows, countRows, measure } from "./measure.ts";
import { type ResolvedColumns, resolveColumns } from "./resolveColumns.ts";

/** How a relation stands to its contract. */
export interface CheckedRelation {
  readonly resolved: ResolvedColumns;
  /** By pinned name: what a column that is gone may be called now. */
  readonly guesses: ReadonlyMap<string, Guess>;
  readonly findings: readonly Finding[];
}

/** Holds a relation against its contract, by a handful of statements whatever the number of its columns. */
export async function checkRelation(
  ask: AskRows,
  relation: string,
  columns: readonly Column[],
  contract: Contract,
): Promise<CheckedRelation> {
  const resolved = resolveColumns(contract, columns);
  if (!contract.pinned) return { resolved, guesses: new Map(), findings: [] };
  const rows = await countRows(ask, relation);
  const here = resolved.columns.flatMap(({ pinned, now }) => (now ? [{ pinned, now }] : []));
  const others = here.filter(({ pinned, now }) => pinned.type !== now.type);
  const checks = await checkCasts(
    ask,
    relation,
    others.map(({ pinned, now }) => ({ now, type: pinned.type })),
  );
  const casts = new Map(others.map(({ pinned }, at) => [pinned.name, checks[at] ?? noCast]));
  const isReadable = (name: string) => casts.get(name)?.failed !== null;
  const readings = here.map(({ pinned, now }) => ({
    column: now,
    type: isReadable(pinned.name) ? pinned.type : now.type,
    spread: isReadable(pinned.name) ? pinned.spread : null,
  }));
  const found = await measure(ask, relation, rows, readings);
  const measured = new Map(here.flatMap(({ pinned }, at) => (found[at] ? [[pinned.name, found[at]]] : [])));
  const gone = resolved.columns.filter(({ now, isMapped }) => !now && !isMapped);
  const guesses = await guessNames(
    ask,
    relation,
    rows,
    gone.map(({ pinned }) => pinned),
    resolved.added.map(({ column }) => column),
  );
  const findings = compareContract(contract, { rows, resolved, measured, casts, guesses });
  return { resolved, guesses, findings };
}

const noCast = { failed: null, changed: 0, examples: [] } as const;
