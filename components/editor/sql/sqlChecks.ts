import type * as Monaco from "monaco-editor/editor";
import { CheckSchedule } from "../../../lib/editor/sql/CheckSchedule.ts";
import type { EngineError } from "../../../lib/engine/protocol.ts";
import type { AppState } from "../../../lib/store/state.ts";
import { errorMarker } from "../errorMarker.ts";
import { cellOfModel } from "./cellOfModel.ts";
import { sqlAssistant, textOf } from "./sqlAssistant.ts";
import { sqlHost } from "./sqlHost.ts";

const owner = "eider.check";

let checks: ((model: Monaco.editor.ITextModel) => void) | null = null;

/** Told of every change of a SQL cell's text: underlines what is wrong in it once typing pauses. */
export function textChanged(monaco: typeof Monaco, model: Monaco.editor.ITextModel): void {
  checks ??= startChecks(monaco);
  if (!model.isDisposed()) checks(model);
}

function startChecks(monaco: typeof Monaco): (model: Monaco.editor.ITextModel) => void {
  const models = new Map<string, Monaco.editor.ITextModel>();
  const schedule = new CheckSchedule<EngineError>({
    check: async (id, text) => (await sqlAssistant()?.check(id, text)) ?? null,
    show(id, errors) {
      const model = models.get(id);
      if (!model || model.isDisposed()) return;
      const markers = errors.map((error) => errorMarker(monaco, model, sentence(error)));
      monaco.editor.setModelMarkers(model, owner, markers);
    },
    wait(call, ms) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  });
  sqlHost()?.store.subscribe((state, before) => {
    if (mayReadOtherwise(before, state)) schedule.again();
  });
  return (model) => {
    const id = cellOfModel(model);
    if (models.get(id) !== model) {
      models.set(id, model);
      model.onWillDispose(() => {
        if (models.get(id) !== model) return;
        models.delete(id);
        schedule.forget(id);
      });
    }
    schedule.changed(id, textOf(monaco, model));
  };
}

/** Whether a text that was wrong may be right now, or could not be looked at before. */
function mayReadOtherwise(
  before: AppState,
  { busy, relations, sources, engine, document }: AppState,
): boolean {
  if (busy) return false;
  return (
    before.busy ||
    relations !== before.relations ||
    sources !== before.sources ||
    engine.status !== before.engine.status ||
    names(document) !== names(before.document)
  );
}

const known = new WeakMap<AppState["document"], string>();

function names(document: AppState["document"]): string {
  let text = known.get(document);
  if (text === undefined) {
    text = document.cells.map(({ name }) => name).join("\n");
    known.set(document, text);
  }
  return text;
}

function sentence({ line = 1, column = 1, length, message, hint }: EngineError) {
  return {
    line,
    column,
    ...(length !== undefined && { length }),
    message: hint ? `${message}\n${hint}` : message,
  };
}
