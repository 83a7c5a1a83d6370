import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { RunPackages } from "../packages/linkModules.ts";
import type { S3 } from "../s3/s3.ts";
import { lineColumnAt, offsetAt } from "../sql/textEdits.ts";
import { type AppStore, setView } from "../store/appStore.ts";
import { loadTypeScript } from "../typescript/lazyTypeScript.ts";
import { TrafficMeter } from "./TrafficMeter.ts";

export interface ReachDeps {
  store: AppStore;
  /** What counts what is fetched. */
  s3(): Promise<Pick<S3, "traffic" | "settleTraffic" | "onTraffic">>;
  /** Makes sources of what SQL reads from elsewhere; answers why it cannot run, else null. */
  reach(sql: string, signal: AbortSignal): Promise<EngineError | null>;
  /** Packages that a TypeScript cell imports, where its user allowed that. */
  packages(names: readonly string[], signal: AbortSignal): Promise<Outcome<RunPackages>>;
}

/** What cells read from elsewhere: it is made sources of before they run, and counted while they do. */
export class CellReach {
  private readonly meter = new TrafficMeter();
  private abort = new AbortController();

  constructor(private readonly deps: ReachDeps) {}

  /** Whether anything has to be done before and after a run of the cell: most read what is here. */
  concerns(cell: Cell): boolean {
    return namesBucket(cell) || isFromElsewhere(this.deps.store);
  }

  /** Before such a cell runs: answers why it cannot, and what to call when its run has ended. */
  async begin(cell: Cell): Promise<{ error: EngineError | null; end: () => Promise<void> }> {
    const { store, s3, reach } = this.deps;
    this.abort = new AbortController();
    const { signal } = this.abort;
    setView(store, cell.id, (view) => ({ ...view, traffic: null }));
    const end = await this.meter.begin(await s3(), store.getState().notebookId, (traffic) =>
      setView(store, cell.id, (view) => ({ ...view, traffic })),
    );
    return { error: namesBucket(cell) ? await reachAll(cell, (sql) => reach(sql, signal)) : null, end };
  }

  /** What a cell imports; nothing is asked of anybody where it imports nothing. */
  async packages(names: readonly string[]): Promise<Outcome<RunPackages>> {
    if (names.length === 0) return { ok: true, value: { roots: {}, modules: [] } };
    this.abort = new AbortController();
    return this.deps.packages(names, this.abort.signal);
  }

  /** Gives up what a cell waits for. */
  stop(): void {
    this.abort.abort();
  }
}

function namesBucket({ kind, source }: Cell): boolean {
  return (kind === "sql" || kind === "ts") && /\bs3:\/\//i.test(source);
}

/** Reaches what a cell's SQL reads: all of a SQL cell, and the literal text of a TypeScript cell's `sql` templates. */
async function reachAll(
  cell: Cell,
  reach: (sql: string) => Promise<EngineError | null>,
): Promise<EngineError | null> {
  if (cell.kind === "sql") return reach(cell.source);
  const { cellOutline } = await loadTypeScript();
  for (const sql of cellOutline(cell.source).outline?.sqlTexts ?? []) {
    if (!/\bs3:\/\//i.test(sql)) continue;
    const error = await reach(sql);
    if (error) return inCell(error, sql, cell.source);
  }
  return null;
}

/** An error with its place in the cell: the address stands there as it does in the template. */
function inCell(error: EngineError, sql: string, source: string): EngineError {
  const { line, column, length, ...rest } = error;
  if (line === undefined || column === undefined || length === undefined) return rest;
  const start = offsetAt(sql, line, column);
  const at = source.indexOf(sql.slice(start, start + length));
  return at < 0 ? rest : { ...rest, ...lineColumnAt(source, at), length };
}

/** Whether running cells may read from a host at all. */
function isFromElsewhere(store: AppStore): boolean {
  return Object.values(store.getState().document.sources).some(({ location }) =>
    /^(s3|https?):/i.test(location),
  );
}
