import type { EngineApi, EngineError, RunId } from "../engine/protocol.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { AppCommands } from "../store/commands.ts";
import type { WriteCell } from "../writeOut/writtenOut.ts";
import type { ReachDeps } from "./CellReach.ts";

/** What the runner asks of the application. */
export interface RunnerDeps extends ReachDeps {
  engine: () => EngineApi;
  /** The sandbox, made when first asked for. */
  sandbox: () => Promise<Sandbox>;
  /** Stops a run in the sandbox, if there is one. */
  stopSandboxed: (runId: RunId) => Promise<void>;
  /** Called when a running cell did not stop in time: the engine must be replaced. */
  onUnstoppable: () => void;
  /** Called when a call came back as crashed, so that the engine's state is shown. */
  onCrash: (error: EngineError) => void;
  /** Called around a run that an edit began. */
  unasked: (run: () => Promise<void>) => Promise<void>;
  /** Writes what an export cell says; absent where nothing can be written. */
  writeOut?: WriteCell;
  /** What messages offer to do. */
  commands: () => Pick<AppCommands, "setOption" | "run">;
}
