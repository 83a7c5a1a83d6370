import { type BatchEvent, type ExitCode, exitCodes } from "../../lib/batch/batchEvents.ts";
import { digestDifferences, type RelationDigest } from "../../lib/batch/relationDigest.ts";
import type { Cell, CellId } from "../../lib/notebook/document.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { decodeTextPage } from "../../lib/table/textPage.ts";
import { digestOf } from "../engine/digestOf.ts";
import type { DuckHost } from "../engine/duckHost.ts";
import type { BatchRun } from "./batchRun.ts";

/** Why the run is no success; tells what became of each cell that checks. */
export async function failureOf(
  batch: BatchRun,
  checks: readonly CellId[],
  order: readonly Cell[],
  host: DuckHost,
  tell: (event: BatchEvent) => void,
): Promise<[ExitCode, string] | null> {
  const ran = new Set(order.map(({ id }) => id));
  const broken = new Set<CellId>();
  for (const cell of batch.cells) {
    if (!checks.includes(cell.id) || !ran.has(cell.id)) continue;
    const run = batch.viewOf(cell.id)?.run;
    const isBroken = run?.status === "failed" && (await hasStop(host, cell));
    if (isBroken) broken.add(cell.id);
    if (isBroken || run?.status === "done") {
      const notices = batch.viewOf(cell.id)?.output?.notices ?? [];
      const message = isBroken ? run.error.message : notices.join(" ");
      tell({
        event: "check",
        cell: cell.name,
        kind: cell.kind,
        status: isBroken ? "broken" : "kept",
        message,
      });
    }
  }
  const ended = batch.cells.map((cell) => ({ cell, run: batch.viewOf(cell.id)?.run }));
  const failed = ended.filter(({ cell, run }) => run?.status === "failed" && !broken.has(cell.id));
  // What waits for a broken check is blocked by it; what never could run fails by itself.
  const blocked = ended.filter(({ run }) => run?.status === "blocked");
  const names = (cells: readonly { cell: Cell }[]) => cells.map(({ cell }) => cell.name).join(", ");
  if (failed.length > 0) return [exitCodes.failed, `Failed: ${names(failed)}.`];
  if (broken.size > 0)
    return [exitCodes.broken, `Broken: ${names(ended.filter(({ cell }) => broken.has(cell.id)))}.`];
  if (blocked.length > 0) return [exitCodes.failed, `Could not run: ${names(blocked)}.`];
  return null;
}

/** Whether a cell that failed did so because what it checks is not as it has to be. */
async function hasStop(host: DuckHost, { kind, name }: Cell): Promise<boolean> {
  const [beside, what] = kind === "contract" ? ["__drift", "level"] : ["__checks", "result"];
  const connection = await host.connect();
  try {
    const sql = `select count(*)::varchar as n from ${quoteIdentifier(`${name}${beside}`)} where ${what} = 'stop'`;
    return decodeTextPage(await host.bytes(connection, sql)).cell(0, 0) !== "0";
  } catch {
    // It failed before it had checked anything.
    return false;
  } finally {
    if (!host.isDead) await host.disconnect(connection);
  }
}

/** What every relation that cells made comes to, by name. */
export async function digests(
  batch: BatchRun,
  host: DuckHost,
  signal: AbortSignal,
): Promise<Record<string, RelationDigest>> {
  const found: Record<string, RelationDigest> = {};
  for (const { name, columns } of batch.store.getState().relations)
    found[name] = await digestOf(host, quoteIdentifier(name), columns, signal);
  return found;
}

/** Tells of each relation whether it is as it was; answers the names of those that are not. */
export function compare(
  wanted: Readonly<Record<string, RelationDigest>>,
  found: Readonly<Record<string, RelationDigest>>,
  tell: (event: BatchEvent) => void,
): string[] {
  const differing: string[] = [];
  for (const name of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const [before, now] = [wanted[name], found[name]];
    const differences = !before
      ? ["It was not there."]
      : !now
        ? ["It is not there."]
        : digestDifferences(before, now);
    if (differences.length > 0) differing.push(name);
    tell({ event: "compared", relation: name, same: differences.length === 0, differences });
  }
  return differing;
}
