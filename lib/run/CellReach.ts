import type { EngineError } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { S3 } from "../s3/s3.ts";
import { type AppStore, setView } from "../store/appStore.ts";
import { TrafficMeter } from "./TrafficMeter.ts";

export interface ReachDeps {
  store: AppStore;
  s3(): Promise<S3>;
  /** Makes sources of what SQL reads from elsewhere; answers why it cannot run, else null. */
  reach(sql: string, signal: AbortSignal): Promise<EngineError | null>;
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
    return { error: namesBucket(cell) ? await reach(cell.source, signal) : null, end };
  }

  /** Gives up what a cell waits for. */
  stop(): void {
    this.abort.abort();
  }
}

function namesBucket({ kind, source }: Cell): boolean {
  return kind === "sql" && /\bs3:\/\//i.test(source);
}

/** Whether running cells may read from a host at all. */
function isFromElsewhere(store: AppStore): boolean {
  return Object.values(store.getState().document.sources).some(({ location }) =>
    /^(s3|https?):/i.test(location),
  );
}
