import { executeCell } from "../../sandbox/executeCell.ts";
import type { Sandbox, SandboxRequest } from "../../sandbox/sandbox.ts";
import { messageOf } from "../../sandbox/sandboxRuns.ts";

/** Runs cells as the sandbox's worker does, but in this thread and without walls; for tests only. */
export class DirectSandbox implements Sandbox {
  readonly requests: SandboxRequest[] = [];

  async run(...[request, port, onEvent]: Parameters<Sandbox["run"]>): ReturnType<Sandbox["run"]> {
    this.requests.push(request);
    const before = console;
    let answer: Awaited<ReturnType<Sandbox["run"]>> = {
      ok: false,
      error: { code: "internal", message: "The cell said nothing." },
    };
    await executeCell(structuredClone(messageOf(request)), port, globalThis, (sent) => {
      const report = structuredClone(sent);
      if (report.type === "failed") answer = { ok: false, error: report.error };
      else if (report.type === "done") answer = { ok: true, value: report };
      else onEvent(report);
    });
    globalThis.console = before;
    port.close();
    return answer;
  }

  stop = async () => undefined;
  restart = async () => undefined;
  dispose = () => undefined;
}
