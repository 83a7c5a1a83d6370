import type { RunEvent, RunId } from "../engine/protocol.ts";
import type { CellId } from "../notebook/document.ts";
import { type AppStore, setView } from "../store/appStore.ts";
import type { CellOutput } from "./cellRun.ts";
import { type ExecutionContext, noOutput } from "./executor.ts";

/** Draws what a run says on its way. Once the run has ended, or a newer one began, nothing more is drawn of it. */
export function runningView(
  store: AppStore,
  id: CellId,
  runId: RunId,
): Pick<ExecutionContext, "onEvent" | "onOutput"> {
  const isCurrent = () => {
    const run = store.getState().cells[id]?.run;
    return run?.status === "running" && run.runId === runId;
  };
  const onOutput = (output: CellOutput) => {
    if (isCurrent()) setView(store, id, (view) => ({ ...view, output }));
  };
  return {
    onOutput,
    onEvent(event) {
      if (event.type === "preview") onOutput(previewOutput(event));
      if (event.type !== "progress") return;
      const { fraction } = event;
      setView(store, id, (view) =>
        view.run.status === "running" && view.run.runId === runId
          ? { ...view, run: { ...view.run, fraction } }
          : view,
      );
    },
  };
}

/** First rows drawn while the whole is still being kept. */
function previewOutput({ columns, page, rows }: Extract<RunEvent, { type: "preview" }>): CellOutput {
  const result = {
    resultKey: "",
    columns,
    rowCount: rows,
    kept: "view" as const,
    firstPage: page,
    firstRows: rows,
  };
  return { ...noOutput, result, notices: ["First rows; the rest is on its way."] };
}
