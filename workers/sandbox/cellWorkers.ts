import { beginWorker } from "../../lib/browser/beginWorker.ts";
import { mostMessages, type RunMessage, type RunReport } from "../../lib/sandbox/protocol.ts";
import type { StartMessage } from "../cell/startMessage.ts";

/** Its script is in the frame already. */
const atHand = { othersAfterMs: 5000, most: 4, givesUp: true };

/** Makes one worker a run, each made while the one before is at work, and ends them. */
export class CellWorkers {
  private spare: Promise<Worker>;
  /** Null while its worker has not begun. */
  private readonly running = new Map<number, Worker | null>();

  constructor(
    private readonly make: () => Worker,
    private readonly report: (runId: number, report: RunReport) => void,
  ) {
    this.spare = this.prepare();
  }

  run(runId: number, run: RunMessage, enginePort: MessagePort): void {
    if (this.running.has(runId)) return;
    this.running.set(runId, null);
    const { spare } = this;
    this.spare = this.prepare();
    // What goes to a worker that never begins is lost, its ports with it.
    spare.then(
      (worker) => this.give(runId, run, enginePort, worker),
      (thrown: Error) => {
        enginePort.close();
        this.fail(runId, `The cell's worker failed: ${thrown.message}.`);
      },
    );
  }

  private prepare(): Promise<Worker> {
    const worker = beginWorker(() => ({ worker: this.make() }), atHand).then((begun) => begun.worker);
    // Told by the run that it is for.
    worker.catch(() => undefined);
    return worker;
  }

  private give(runId: number, run: RunMessage, enginePort: MessagePort, worker: Worker): void {
    if (!this.running.has(runId)) {
      worker.terminate();
      enginePort.close();
      return;
    }
    this.running.set(runId, worker);
    const { port1, port2 } = new MessageChannel();
    let messages = 0;
    let since = performance.now();
    port1.onmessage = (event: MessageEvent<RunReport>) => {
      if (this.running.get(runId) !== worker) return;
      if (performance.now() - since > 1000) {
        since = performance.now();
        messages = 0;
      }
      if (++messages > mostMessages.ofRun)
        return this.fail(runId, "The cell sent more messages than the page can take.");
      const { data: report } = event;
      this.report(runId, report);
      if (report?.type === "done" || report?.type === "failed") this.end(runId);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      this.fail(runId, `The cell's worker failed: ${event.message || "it could not go on"}.`);
    };
    const start: StartMessage = { run, enginePort, reportPort: port2 };
    worker.postMessage(start, [enginePort, port2]);
  }

  /** Ends a run's worker, in a loop or not, and says so. */
  stop(runId: number): void {
    if (!this.running.has(runId)) return;
    this.end(runId);
    this.report(runId, { type: "failed", error: { code: "cancelled", message: "The cell was stopped." } });
  }

  private fail(runId: number, message: string): void {
    if (!this.running.has(runId)) return;
    this.end(runId);
    this.report(runId, { type: "failed", error: { code: "internal", message } });
  }

  private end(runId: number): void {
    this.running.get(runId)?.terminate();
    this.running.delete(runId);
  }
}
