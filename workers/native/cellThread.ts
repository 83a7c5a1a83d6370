import { parentPort } from "node:worker_threads";
import { errorText } from "../../lib/sandbox/cellError.ts";
import { executeCell } from "../../lib/sandbox/executeCell.ts";
import type { RunReport } from "../../lib/sandbox/protocol.ts";
import { raiseWalls } from "../cell/raiseWalls.ts";
import type { StartMessage } from "../cell/startMessage.ts";

/**
 * One run of one cell in a thread of Node. What the page withholds is withheld here too, so that a cell does the same in
 * both: not as a wall, which a thread of Node cannot have.
 */
parentPort?.once("message", ({ run, enginePort, reportPort }: StartMessage) => {
  raiseWalls(globalThis);
  const send = (report: RunReport) => reportPort.postMessage(report);
  let uncaught = 0;
  const show = (thrown: unknown) => {
    if (++uncaught > 100) return;
    send({ type: "log", lines: [{ level: "error", text: `Uncaught ${errorText(thrown)}` }] });
  };
  process.on("uncaughtException", show);
  process.on("unhandledRejection", show);
  void executeCell(run, enginePort, globalThis, (report) => {
    if (report.type === "done" || report.type === "failed") done();
    send(report);
  });
});

let done: () => void = () => undefined;

/** Called when the cell is through, before that is told: the thread ends with it. */
export function onDone(call: () => void): void {
  done = call;
}
