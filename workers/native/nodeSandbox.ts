import type { Worker } from "node:worker_threads";
import type { EngineError, Outcome, RunId } from "../../lib/engine/protocol.ts";
import type { RunReport } from "../../lib/sandbox/protocol.ts";
import {
  type Sandbox,
  type SandboxEvent,
  type SandboxRequest,
  type SandboxResult,
  stoppedRun,
} from "../../lib/sandbox/sandbox.ts";
import { inCell, messageOf, resultOf } from "../../lib/sandbox/sandboxRuns.ts";

interface Running {
  worker: Worker;
  settle(outcome: Outcome<SandboxResult>): void;
}

/**
 * Runs each TypeScript cell in a thread of its own, which is thrown away after it. That is no wall: such a thread has all
 * rights of the process, so that code from elsewhere runs only where its user trusts it.
 */
export class NodeSandbox implements Sandbox {
  private readonly runs = new Map<RunId, Running>();

  private waiting: Worker | null = null;

  /** `startThread` starts a thread that runs `cellThread.ts`. */
  constructor(private readonly startThread: () => Worker) {}

  /** Starts the first cell's thread ahead of its run: that takes as long as most queries. */
  prepare(): void {
    this.waiting ??= this.startThread();
    // What it says before it has a cell, the cell that comes would say again.
    this.waiting.on("error", () => undefined);
  }

  run(
    request: SandboxRequest,
    enginePort: MessagePort,
    onEvent: (event: SandboxEvent) => void,
  ): Promise<Outcome<SandboxResult>> {
    return new Promise((resolve) => {
      const worker = this.waiting ?? this.startThread();
      this.waiting = null;
      const { port1: reports, port2: reportPort } = new MessageChannel();
      const settle = (outcome: Outcome<SandboxResult>) => {
        if (!this.runs.delete(request.runId)) return;
        reports.close();
        void worker.terminate();
        resolve(outcome);
      };
      this.runs.set(request.runId, { worker, settle });
      reports.onmessage = ({ data }: MessageEvent<RunReport>) => {
        if (data.type === "done") settle({ ok: true, value: resultOf(data) });
        else if (data.type === "failed") settle({ ok: false, error: inCell(data.error, request) });
        else onEvent(data);
      };
      worker.on("error", (thrown) => settle({ ok: false, error: threadError(thrown) }));
      worker.on("exit", () => settle({ ok: false, error: threadError(null) }));
      const start = { run: messageOf(request), enginePort, reportPort };
      worker.postMessage(start, [enginePort, reportPort] as never);
    });
  }

  async stop(runId: RunId): Promise<void> {
    this.runs.get(runId)?.settle({ ok: false, error: stoppedRun });
  }

  async restart(): Promise<void> {
    this.dispose();
  }

  dispose(): void {
    for (const { settle } of [...this.runs.values()]) settle({ ok: false, error: stoppedRun });
    void this.waiting?.terminate();
    this.waiting = null;
  }
}

function threadError(thrown: unknown): EngineError {
  const code = thrown instanceof Error && "code" in thrown ? thrown.code : null;
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return {
      code: "out-of-memory",
      message: "The cell needed more memory than a thread may have.",
      hint: "Read rows in batches (for await … of, map) instead of all at once, or group them in SQL first.",
    };
  const why = thrown instanceof Error ? ` ${thrown.message}` : "";
  return { code: "internal", message: `The thread that ran this cell ended before it was done.${why}` };
}
