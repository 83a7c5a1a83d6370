import type * as Monaco from "monaco-editor/editor";
import { specProblems } from "../../../lib/chartSpec/specProblems.ts";
import { rangeOf, textOf } from "../sql/sqlAssistant.ts";
import { sqlHost } from "../sql/sqlHost.ts";
import { specSchema } from "./loadSchema.ts";
import { specScope } from "./specScope.ts";

const owner = "eider.check";
/** What is half typed is not wrong yet. */
const pauseMs = 400;

const timers = new Map<Monaco.editor.ITextModel, ReturnType<typeof setTimeout>>();
let isFollowing = false;

/** Told of every change of a chart's text: underlines what is wrong in it once typing pauses. */
export function textChanged(monaco: typeof Monaco, model: Monaco.editor.ITextModel): void {
  if (model.isDisposed()) return;
  if (!timers.has(model)) {
    timers.set(
      model,
      setTimeout(() => undefined),
    );
    model.onWillDispose(() => {
      clearTimeout(timers.get(model));
      timers.delete(model);
    });
  }
  lookAgain(monaco, model);
  if (isFollowing) return;
  isFollowing = true;
  // Columns that came or went make other names wrong.
  sqlHost()?.store.subscribe((state, before) => {
    const isSame =
      state.relations === before.relations &&
      state.sources === before.sources &&
      state.document.cells === before.document.cells;
    if (!isSame) for (const known of timers.keys()) lookAgain(monaco, known);
  });
}

function lookAgain(monaco: typeof Monaco, model: Monaco.editor.ITextModel): void {
  clearTimeout(timers.get(model));
  timers.set(
    model,
    setTimeout(() => void check(monaco, model), pauseMs),
  );
}

async function check(monaco: typeof Monaco, model: Monaco.editor.ITextModel): Promise<void> {
  const schema = await specSchema.load().catch(() => null);
  if (!schema || model.isDisposed()) return;
  const { relation, columns } = specScope(model);
  const problems = specProblems(textOf(monaco, model), schema, relation, columns);
  const { Error: wrong, Warning: minor } = monaco.MarkerSeverity;
  monaco.editor.setModelMarkers(
    model,
    owner,
    problems.map((problem) => ({
      ...rangeOf(monaco, model, problem),
      message: problem.message,
      severity: problem.isMinor ? minor : wrong,
    })),
  );
}
