import type { EngineError, Outcome } from "../../engine/protocol.ts";
import { type Sandbox, type SandboxRequest, type SandboxResult, stoppedRun } from "../../sandbox/sandbox.ts";

/** What a cell comes to in the fake sandbox. */
export type FakeAnswer = Partial<SandboxResult> | EngineError | "runs for ever";

/** A sandbox that runs nothing: it answers what a test says that a cell comes to, by the cell's name. */
export class FakeSandbox implements Sandbox {
  readonly requests: SandboxRequest[] = [];
  readonly stopped: number[] = [];
  readonly answers = new Map<string, FakeAnswer>();
  private readonly waiting = new Map<number, (outcome: Outcome<SandboxResult>) => void>();

  async run(request: SandboxRequest, enginePort: MessagePort): Promise<Outcome<SandboxResult>> {
    this.requests.push(request);
    enginePort.close();
    const answer = this.answers.get(request.name) ?? {};
    if (answer === "runs for ever") return new Promise((resolve) => this.waiting.set(request.runId, resolve));
    if ("code" in answer) return { ok: false, error: answer };
    const nothing = { hasRelation: false, rowsWritten: 0, rejected: 0, values: {}, notices: [] };
    return { ok: true, value: { ...nothing, ...answer } };
  }

  async stop(runId: number): Promise<void> {
    this.stopped.push(runId);
    this.waiting.get(runId)?.({ ok: false, error: stoppedRun });
    this.waiting.delete(runId);
  }

  async restart(): Promise<void> {
    for (const runId of [...this.waiting.keys()]) await this.stop(runId);
  }

  dispose(): void {
    void this.restart();
  }
}
