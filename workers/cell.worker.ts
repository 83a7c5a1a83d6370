import { errorText } from "../lib/sandbox/cellError.ts";
import { executeCell } from "../lib/sandbox/executeCell.ts";
import type { RunReport } from "../lib/sandbox/protocol.ts";
import { raiseWalls } from "./cell/raiseWalls.ts";
import type { StartMessage } from "./cell/startMessage.ts";

/** One run of one cell. The worker is thrown away after it, so nothing that a cell does here outlives the run. */
const addListener = self.addEventListener.bind(self);
const removeListener = self.removeEventListener.bind(self);

if (self.origin !== "null") throw new Error("A cell runs only where its origin is opaque.");
// Before there is any code of a cell: that this worker has begun.
self.postMessage("alive");
raiseWalls(self);

addListener("message", function onStart(event: Event) {
  removeListener("message", onStart);
  if (!(event instanceof MessageEvent)) return;
  const { run, enginePort, reportPort }: StartMessage = event.data;
  const post = reportPort.postMessage.bind(reportPort);
  const send = (report: RunReport) => post(report);
  // Errors in callbacks that nobody waits for: shown, and kept from the frame, which a loop of them would flood.
  let uncaught = 0;
  const show = (thrown: unknown) => {
    if (++uncaught > 100) return;
    send({ type: "log", lines: [{ level: "error", text: `Uncaught ${errorText(thrown)}` }] });
  };
  addListener("error", (failed) => {
    failed.preventDefault();
    failed.stopImmediatePropagation();
    if (failed instanceof ErrorEvent) show(failed.error);
  });
  addListener("unhandledrejection", (failed) => {
    failed.preventDefault();
    if (failed instanceof PromiseRejectionEvent) show(failed.reason);
  });
  void executeCell(run, enginePort, self, send);
});
