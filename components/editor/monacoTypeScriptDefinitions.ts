import type * as Monaco from "monaco-editor/editor";
import { getTypeScriptWorker } from "monaco-editor/languages/features/typescript/register";
import { scopeFile } from "../../lib/editor/typeScope.ts";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellOfAddress } from "./cellUri.ts";
import { cellsOfEditors, typeScope } from "./languageSources.ts";

/** A place that TypeScript answers; it sends plain data. */
interface Entry {
  fileName: string;
  name: string;
  containerName?: string;
  textSpan: { start: number; length: number };
}

const previewAuthority = "definitions";

/**
 * Go to definition in TypeScript cells: on a relation to the cell that makes it, on a value to its place in the cell that
 * exports it. What is shown on the way is a copy of that cell's text; the editor that opens is the cell's own.
 */
export function registerTypeScriptDefinitions(monaco: typeof Monaco): void {
  monaco.languages.registerDefinitionProvider("typescript", {
    async provideDefinition(model, position) {
      const offset = model.getOffsetAt(position);
      const worker = await (await getTypeScriptWorker())(model.uri);
      if (model.isDisposed()) return [];
      const entries: readonly Entry[] =
        (await worker.getDefinitionAtPosition(model.uri.toString(), offset)) ?? [];
      return entries.flatMap((entry) => {
        if (entry.fileName === model.uri.toString()) return place(model, entry.textSpan);
        const id = cellOfEntry(entry);
        const preview = id === null ? null : previewOf(monaco, id);
        if (!preview) return [];
        return place(preview, entry.fileName === scopeFile ? spanOf(preview, entry.name) : entry.textSpan);
      });
    },
  });
  monaco.editor.registerEditorOpener({
    openCodeEditor(source, resource, target) {
      const id = resource.authority === previewAuthority ? idOfPreview(resource) : cellOfAddress(resource);
      const model = source.getModel();
      // Within the same cell Monaco finds its own way.
      if (id === null || !cellsOfEditors()?.cell(id) || model?.uri.toString() === resource.toString())
        return false;
      cellsOfEditors()?.goTo(id);
      revealIn(monaco, id, target);
      return true;
    },
  });
}

function cellOfEntry({ fileName, name, containerName }: Entry): CellId | null {
  const scope = typeScope();
  if (!scope) return null;
  if (fileName !== scopeFile) return scope.cellOfFile.get(fileName) ?? null;
  // A column is defined by what makes its relation.
  const of = (text = "") => scope.cellOfName.get(text.toLowerCase());
  return of(containerName) ?? of(name) ?? null;
}

/** Where a cell's text exports a name; its beginning for a relation, whose name stands above the text. */
function spanOf(model: Monaco.editor.ITextModel, name: string): Entry["textSpan"] {
  const escaped = name.replaceAll("$", "\\$");
  const exported = new RegExp(
    `\\bexport\\b[^;]*?(?<![\\p{ID_Continue}$])${escaped}(?![\\p{ID_Continue}$])`,
    "u",
  );
  const found = exported.exec(model.getValue());
  if (!found) return { start: 0, length: 0 };
  return { start: found.index + found[0].length - name.length, length: name.length };
}

function place(model: Monaco.editor.ITextModel, span: Entry["textSpan"]): Monaco.languages.Location {
  const [start, end] = [model.getPositionAt(span.start), model.getPositionAt(span.start + span.length)];
  return {
    uri: model.uri,
    range: {
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    },
  };
}

/** A cell's text as a model of its own, since an editor far off the screen has none. */
function previewOf(monaco: typeof Monaco, id: CellId): Monaco.editor.ITextModel | null {
  const source = cellsOfEditors()?.cell(id)?.source;
  if (source === undefined) return null;
  const uri = monaco.Uri.parse(`inmemory://${previewAuthority}/${encodeURIComponent(id)}`);
  const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(source, "plaintext", uri);
  if (model.getValue() !== source) model.setValue(source);
  return model;
}

function idOfPreview(uri: Monaco.Uri): CellId {
  return uri.path.slice(1);
}

/** The cell's editor may only now be made: the place is shown as soon as it is there. */
function revealIn(
  monaco: typeof Monaco,
  id: CellId,
  target: Monaco.IRange | Monaco.IPosition | undefined,
): void {
  if (!target) return;
  const show = (editor: Monaco.editor.ICodeEditor) => {
    const uri = editor.getModel()?.uri;
    if (!uri || cellOfAddress(uri) !== id) return false;
    const at =
      "lineNumber" in target ? target : { lineNumber: target.startLineNumber, column: target.startColumn };
    editor.setPosition(at);
    editor.revealPositionInCenterIfOutsideViewport(at);
    editor.focus();
    return true;
  };
  if (monaco.editor.getEditors().some(show)) return;
  const waiting = monaco.editor.onDidCreateEditor((editor) => {
    if (show(editor)) waiting.dispose();
  });
}
