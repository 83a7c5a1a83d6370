import type { Column, Receipt } from "../../lib/engine/protocol.ts";
import { driftNotes } from "../../lib/ingest/many/driftNotes.ts";
import type { FileUnion } from "../../lib/ingest/many/unionSql.ts";
import { addsUp } from "./addsUp.ts";
import { dropPart, hiddenName, type LoadedPart, loadParts, type PartsRun } from "./loadParts.ts";
import { manyReceipt } from "./manyReceipt.ts";
import { PartPool } from "./partPool.ts";
import { keptName } from "./session.ts";
import type { SourceInput } from "./sourceInput.ts";
import { textOption } from "./sourceOptions.ts";
import { planUnion, unitedRejects, unitedTable } from "./uniteParts.ts";

/** Many files on their way to one relation. */
export interface ManyRun extends Omit<PartsRun, "pool"> {
  input: SourceInput;
  startedAt: number;
  /** Takes the names of parts that stay, because the relation reads them. */
  parts: string[];
}

/**
 * Loads many files and unites them by column names to one relation: a table, or where a file was too large for one,
 * a query over all of them. The receipt adds up theirs and tells where their columns differ.
 */
export async function loadMany(many: ManyRun): Promise<Receipt> {
  const { session, request, input } = many;
  const run = { ...many, pool: new PartPool(session) };
  const { relation } = request;
  try {
    const { parts, failures } = await loadParts(run, input.parts);
    const union = await planUnion(run, parts, textOption(request, "filename") ?? null);
    const sums = manyReceipt(parts);
    const rejects = await unitedRejects(session, parts);
    const { loaded, columns } = await unite(run, parts, union);
    if (rejects !== null) await session.nameTable(`${relation}__rejects`, rejects);
    const receipt: Receipt = {
      ...sums,
      file: request.parts ? `${parts.length} files` : request.file.name,
      source: relation,
      relation,
      format: input.archive === null ? sums.format : `${sums.format}, ${input.archive}`,
      loaded,
      bytes: run.bytes,
      elapsedMs: performance.now() - run.startedAt,
      notes: [
        ...failures,
        ...addsUp(sums.rows, loaded, sums.rejected),
        ...input.notes,
        ...driftNotes(union.drift, parts.length),
        ...union.notes,
        ...sums.notes,
      ],
      error: null,
    };
    run.onEvent({ type: "ready", relation, columns, receipt });
    return receipt;
  } catch (thrown) {
    if (!session.host.isDead) {
      run.parts.length = 0;
      await run.pool.discard();
      for (const index of input.parts.keys()) await dropPart(session, { hidden: hiddenName(request, index) });
    }
    throw thrown;
  }
}

/** Makes the relation; answers how many rows it has. */
async function unite(
  run: ManyRun & PartsRun,
  parts: LoadedPart[],
  union: FileUnion,
): Promise<{ loaded: number; columns: Column[] }> {
  const { session, request } = run;
  if (parts.every(({ isTable }) => isTable)) {
    const shared = sharedTable(run.pool, parts, union);
    const table = shared ?? (await unitedTable(session, parts, union));
    await run.pool.discard(shared);
    const columns = await session.describe(keptName(table));
    const rowCount = await session.count(keptName(table));
    const key = session.keep({ columns, rowCount, source: { table, from: columns.map(({ name }) => name) } });
    await session.setName(request.relation, key, "source");
    return { loaded: rowCount, columns };
  }
  const { columns } = union;
  const query = union.selects.join(" UNION ALL ");
  const rowCount = parts.reduce((sum, { rows }) => sum + rows.rowCount, 0);
  await session.setName(request.relation, session.keep({ columns, rowCount, source: { query } }), "source");
  // What the query reads stays under names of its own until the relation goes.
  run.parts.push(...parts.map(({ hidden }) => hidden));
  for (const [index, table] of run.pool.tables().entries()) {
    const name = hiddenName(request, run.input.parts.length + index);
    await session.nameTable(name, table);
    run.parts.push(name);
  }
  return { loaded: rowCount, columns };
}

/** The table that already holds all rows as the union wants them; null where they are yet to be brought together. */
function sharedTable(pool: PartPool, parts: readonly LoadedPart[], union: FileUnion): string | null {
  const [table, ...others] = pool.tables();
  const isAll = others.length === 0 && parts.every(({ hidden }) => pool.rowsOf(hidden) !== undefined);
  const isSame = union.drift.length === 0 && union.columns.length === parts[0]?.rows.columns.length;
  return isAll && isSame ? (table ?? null) : null;
}
