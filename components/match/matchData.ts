import type { EngineApi } from "../../lib/engine/protocol.ts";
import {
  curveSql,
  type QueuedPair,
  queuedPairs,
  queueLength,
  queueSql,
  recordSql,
  weightsSql,
} from "../../lib/match/pairQueue.ts";
import type { MatchSide } from "../../lib/match/setup.ts";
import type { Expectation } from "../../lib/match/threshold.ts";
import { askRowsOf } from "../../lib/profile/askRows.ts";

type Select = EngineApi["select"];

/** What a run of a match cell left to look at. */
export interface MatchResults {
  readonly queue: readonly QueuedPair[];
  /** Falls by threshold. */
  readonly curve: readonly Expectation[];
  readonly chosen: number;
}

/** Asks for what the latest run of the cell called `name` left; rejects where it is not there. */
export async function loadResults(select: Select, name: string): Promise<MatchResults> {
  const ask = askRowsOf(select);
  const [rows, weights, points] = [
    await ask(queueSql(name), queueLength),
    await ask(weightsSql(name), 5000),
    await ask(curveSql(name), 1000),
  ];
  const curve = points.map((point) => ({
    threshold: Number(point.threshold),
    accepted: Number(point.accepted),
    precision: Number(point.precision),
    recall: Number(point.recall),
  }));
  return { queue: queuedPairs(rows, weights), curve, chosen: Number(points[0]?.chosen ?? 0.5) };
}

/** A record's values by column, as texts. */
export type RecordTexts = ReadonlyMap<string, string | null>;

/** Asks for one record by the text of its key; null where it is not there any more. */
export async function loadRecord(
  select: Select,
  side: Pick<MatchSide, "relation" | "key">,
  key: string,
): Promise<RecordTexts | null> {
  const [row] = await askRowsOf(select)(recordSql(side, key), 1);
  if (!row) return null;
  return new Map(
    Object.entries(row).map(([name, value]) => [
      name,
      value === null || value === undefined ? null : String(value),
    ]),
  );
}
