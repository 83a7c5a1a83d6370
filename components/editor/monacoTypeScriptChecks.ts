import type * as Monaco from "monaco-editor/editor";
import { getTypeScriptWorker } from "monaco-editor/languages/features/typescript/register";
import { flatMessage } from "../../lib/typescript/flatMessage.ts";
import { loadTypeScript } from "../../lib/typescript/lazyTypeScript.ts";
import { pinProblem } from "../../lib/typescript/pinCheck.ts";
import { refusals } from "../../lib/typescript/refusals.ts";
import { cellOfAddress } from "./cellUri.ts";
import { cellsOfEditors, onTypeScope, typeScope } from "./languageSources.ts";

/** The owner of these marks, beside TypeScript's own and those of runs. */
const owner = "eider-typescript";
/** As long as TypeScript's own checks wait. */
const delayMs = 500;

/**
 * Marks, as one types, what TypeScript alone takes and a run would refuse: what cells cannot do, a cell that reads itself,
 * and a default export that is not as the pinned schema says.
 */
export function registerTypeScriptChecks(monaco: typeof Monaco): void {
  const check = async (model: Monaco.editor.ITextModel) => {
    const found = await problemsOf(model);
    if (model.isDisposed()) return;
    const markers = found.map(({ line, column, length, message, hint }) => ({
      severity: monaco.MarkerSeverity.Error,
      message: hint ? `${message}\n${hint}` : message,
      startLineNumber: line,
      startColumn: column,
      endLineNumber: line,
      endColumn: column + length,
    }));
    monaco.editor.setModelMarkers(model, owner, markers);
  };
  const watch = (model: Monaco.editor.ITextModel) => {
    if (model.getLanguageId() !== "typescript" || cellOfAddress(model.uri) === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (afterMs: number) => {
      clearTimeout(timer);
      // What cannot be looked at now (its tools are not there yet) is looked at after the next change.
      timer = setTimeout(() => void check(model).catch(() => null), afterMs);
    };
    const stopScope = onTypeScope(() => soon(delayMs));
    model.onDidChangeContent(() => soon(delayMs));
    model.onWillDispose(() => {
      clearTimeout(timer);
      stopScope();
    });
    soon(0);
  };
  for (const model of monaco.editor.getModels()) watch(model);
  monaco.editor.onDidCreateModel(watch);
}

interface Mark {
  line: number;
  column: number;
  length: number;
  message: string;
  hint?: string;
}

async function problemsOf(model: Monaco.editor.ITextModel): Promise<Mark[]> {
  const id = cellOfAddress(model.uri);
  const cell = id === null ? null : (cellsOfEditors()?.cell(id) ?? null);
  if (id === null || !cell) return [];
  const { cellOutline } = await loadTypeScript();
  const read = cellOutline(cell.source);
  const marks: Mark[] = refusals(cell, read);
  const pin = typeScope()?.pins.get(id);
  const defaultAt = read.outline?.defaultAt;
  if (!pin || !defaultAt) return marks;
  const worker = await (await getTypeScriptWorker())(model.uri);
  const found = await worker.getSemanticDiagnostics(pin.filePath);
  const text = typeScope()?.libs.find(({ filePath }) => filePath === pin.filePath)?.content ?? "";
  for (const { start, messageText } of found) {
    const line = text.slice(0, start ?? 0).split("\n").length - 1;
    const message = pinProblem(pin.schema, line, flatMessage(messageText));
    if (message !== null) marks.push({ ...defaultAt, length: "export default".length, message });
  }
  return marks;
}
