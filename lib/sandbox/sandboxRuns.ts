import type { EngineError, Outcome, RunId } from "../engine/protocol.ts";
import { type FromSandbox, mostMessages, type RunReport, sandboxLimits, type ToSandbox } from "./protocol.ts";
import { readFromSandbox } from "./readFromSandbox.ts";
import {
  type Sandbox,
  type SandboxEvent,
  type SandboxRequest,
  type SandboxResult,
  stoppedRun,
} from "./sandbox.ts";

/** A line to a frame that said it is ready. */
export interface FrameLink {
  post(message: ToSandbox, enginePort?: MessagePort): void;
  listen(receive: (message: unknown) => void): void;
  /** Removes the frame and all that runs in it. */
  close(): void;
}

/** What it takes to keep a frame; tests pass another. */
export interface FrameKeeper {
  open(): Promise<Outcome<FrameLink>>;
  now(): number;
  every(ms: number, call: () => void): () => void;
}

const heartbeatMs = 1000;
/** A frame runs no code of cells, so one that is silent this long is gone: its process crashed or ran out of memory. */
const deadAfterMs = 10_000;
/** A stop that has not come through after this removes the frame. */
const stopPatienceMs = 2000;

const frameDied: EngineError = {
  code: "out-of-memory",
  message: "The sandbox that ran this cell is gone; most likely the cell needed more memory than there is.",
  hint: "Read rows in batches (for await … of, map) instead of all at once, or group them in SQL first.",
};

interface ActiveRun {
  request: SandboxRequest;
  isSent: boolean;
  onEvent(event: SandboxEvent): void;
  settle(outcome: Outcome<SandboxResult>): void;
}

/** Runs cells in a frame that may die at any time, and settles every run exactly once. */
export class SandboxRuns implements Sandbox {
  private link: Promise<Outcome<FrameLink>> | null = null;
  private readonly runs = new Map<RunId, ActiveRun>();
  private stopHeartbeat: (() => void) | null = null;
  private heardAt = 0;
  private silentBeats = 0;
  private pings = 0;
  private messages = 0;
  private isDisposed = false;

  constructor(private readonly keeper: FrameKeeper) {}

  async run(
    request: SandboxRequest,
    enginePort: MessagePort,
    onEvent: (event: SandboxEvent) => void,
  ): Promise<Outcome<SandboxResult>> {
    const answer = new Promise<Outcome<SandboxResult>>((settle) => {
      this.runs.set(request.runId, { request, isSent: false, onEvent, settle });
    });
    void this.start(request, enginePort);
    return answer;
  }

  private async start(request: SandboxRequest, enginePort: MessagePort): Promise<void> {
    const opened = await this.frame();
    const run = this.runs.get(request.runId);
    // Stopped while the frame was loading, or there is no frame.
    if (!run || !opened.ok) {
      enginePort.close();
      if (!opened.ok) this.settle(request.runId, opened);
      return;
    }
    try {
      run.isSent = true;
      opened.value.post({ type: "run", runId: request.runId, run: messageOf(request) }, enginePort);
    } catch (thrown) {
      const message = `The values that this cell reads cannot be sent to it: ${String(thrown)}`;
      this.settle(request.runId, { ok: false, error: { code: "internal", message } });
    }
  }

  async stop(runId: RunId): Promise<void> {
    const run = this.runs.get(runId);
    if (!run) return;
    const opened = run.isSent ? await this.link : null;
    if (!opened?.ok) {
      this.settle(runId, { ok: false, error: stoppedRun });
      return;
    }
    opened.value.post({ type: "stop", runId });
    const askedAt = this.keeper.now();
    await new Promise<void>((resolve) => {
      const end = this.keeper.every(20, () => {
        const isOver = this.runs.get(runId) !== run;
        if (!isOver && this.keeper.now() - askedAt < stopPatienceMs) return;
        end();
        if (!isOver) this.discard(stoppedRun);
        resolve();
      });
    });
  }

  async restart(): Promise<void> {
    this.discard(stoppedRun);
    if (!this.isDisposed) await this.frame();
  }

  dispose(): void {
    this.isDisposed = true;
    this.discard(stoppedRun);
  }

  private frame(): Promise<Outcome<FrameLink>> {
    if (this.link) return this.link;
    const link = this.keeper.open().then((opened) => {
      if (this.link !== link) {
        // Thrown away while it was loading.
        if (opened.ok) opened.value.close();
        return { ok: false as const, error: stoppedRun };
      }
      if (opened.ok) this.watch(opened.value);
      else this.link = null;
      return opened;
    });
    this.link = link;
    return link;
  }

  private watch(link: FrameLink): void {
    this.heardAt = this.keeper.now();
    this.silentBeats = 0;
    link.listen((message) => this.receive(message));
    this.stopHeartbeat = this.keeper.every(heartbeatMs, () => {
      this.messages = 0;
      // Counted in beats as well: after the machine slept, the clock alone says that the frame was silent for hours.
      this.silentBeats++;
      if (this.silentBeats > deadAfterMs / heartbeatMs && this.keeper.now() - this.heardAt > deadAfterMs) {
        this.discard(frameDied);
      } else link.post({ type: "ping", id: ++this.pings });
    });
  }

  private receive(received: unknown): void {
    this.heardAt = this.keeper.now();
    this.silentBeats = 0;
    if (++this.messages > mostMessages.ofFrame) {
      this.discard({ code: "internal", message: "The sandbox sent more messages than the page can take." });
      return;
    }
    const message = readFromSandbox(received);
    if (message?.type === "report") this.report(message);
  }

  private report({ runId, report }: Extract<FromSandbox, { type: "report" }>): void {
    const run = this.runs.get(runId);
    if (!run) return;
    if (report.type === "done") this.settle(runId, { ok: true, value: resultOf(report) });
    else if (report.type === "failed")
      this.settle(runId, { ok: false, error: inCell(report.error, run.request) });
    else run.onEvent(report);
  }

  private settle(runId: RunId, outcome: Outcome<SandboxResult>): void {
    const run = this.runs.get(runId);
    this.runs.delete(runId);
    run?.settle(outcome);
  }

  /** Throws the frame away; what runs in it settles with `error`. */
  private discard(error: EngineError): void {
    const { link } = this;
    this.link = null;
    this.stopHeartbeat?.();
    this.stopHeartbeat = null;
    void link?.then((opened) => {
      if (opened.ok) opened.value.close();
    });
    for (const runId of [...this.runs.keys()]) this.settle(runId, { ok: false, error });
  }
}

/** What of a request travels to the frame. */
export function messageOf(request: SandboxRequest): Extract<ToSandbox, { type: "run" }>["run"] {
  const { name, compiled, reads, values, limits, schema, packages } = request;
  return {
    name,
    js: compiled.js,
    outName: compiled.outName,
    parameters: compiled.parameters,
    reads: reads.map((read) => ({ name: read.name, columns: [...read.columns] })),
    values: Object.fromEntries(compiled.values.map((value) => [value, values.get(value)])),
    limits: { ...sandboxLimits, ...limits },
    ...(schema && { schema }),
    ...(packages && { packages }),
  };
}

/** What a run came to, by its last report. */
export function resultOf({
  hasRelation,
  rowsWritten,
  rejected,
  values,
  notices,
}: Extract<RunReport, { type: "done" }>): SandboxResult {
  return { hasRelation, rowsWritten, rejected, values, notices };
}

/** An error with its position in the cell's own text. */
export function inCell(error: EngineError, { compiled }: SandboxRequest): EngineError {
  const { line, column, ...rest } = error;
  return line === undefined ? rest : { ...rest, ...compiled.locate(line, column ?? 1) };
}
