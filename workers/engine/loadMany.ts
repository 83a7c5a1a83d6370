import type { Receipt } from "../../lib/engine/protocol.ts";
import { driftNotes } from "../../lib/ingest/many/driftNotes.ts";
import { addsUp } from "./addsUp.ts";
import { dropPart, hiddenName, type LoadedPart, loadParts, type PartsRun } from "./loadParts.ts";
import { manyReceipt } from "./manyReceipt.ts";
import { keptName } from "./session.ts";
import type { SourceInput } from "./sourceInput.ts";
import { planUnion, unitedRejects, unitedTable } from "./uniteParts.ts";

/** Many files on their way to one relation. */
export interface ManyRun extends PartsRun {
  input: SourceInput;
  startedAt: number;
  /** Takes the names of parts that stay, because the relation reads them. */
  parts: string[];
}

/**
 * Loads many files and unites them by column names to one relation: a table, or where a file was too large for one,
 * a query over all of them. The receipt adds up theirs and tells where their columns differ.
 */
export async function loadMany(run: ManyRun): Promise<Receipt> {
  const { session, request, input } = run;
  const { relation } = request;
  try {
    const { parts, failures } = await loadParts(run, input.parts);
    const union = await planUnion(run, parts, request.filenameColumn ?? null);
    const sums = manyReceipt(parts);
    const rejects = await unitedRejects(session, parts);
    const loaded = await unite(run, parts, union);
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
    run.onEvent({ type: "ready", relation, columns: union.columns, receipt });
    return receipt;
  } catch (thrown) {
    if (!session.host.isDead) {
      run.parts.length = 0;
      for (const index of input.parts.keys()) await dropPart(session, { hidden: hiddenName(request, index) });
    }
    throw thrown;
  }
}

/** Makes the relation; answers how many rows it has. */
async function unite(
  run: ManyRun,
  parts: LoadedPart[],
  union: Awaited<ReturnType<typeof planUnion>>,
): Promise<number> {
  const { session, request } = run;
  const { columns } = union;
  if (parts.every(({ rows }) => "table" in rows.source)) {
    const table = await unitedTable(session, parts, union);
    const rowCount = await session.count(keptName(table));
    const key = session.keep({ columns, rowCount, source: { table, from: columns.map(({ name }) => name) } });
    await session.setName(request.relation, key, "source");
    return rowCount;
  }
  const query = union.selects.join(" UNION ALL ");
  const rowCount = parts.reduce((sum, { rows }) => sum + rows.rowCount, 0);
  await session.setName(request.relation, session.keep({ columns, rowCount, source: { query } }), "source");
  run.parts.push(...parts.map(({ hidden }) => hidden));
  return rowCount;
}
