import type * as Monaco from "monaco-editor/editor";
import type { CellId } from "../../lib/notebook/document.ts";
import { loadMonaco } from "../editor/loadMonaco.ts";

const key = "eider.lineNumbers";

/** Whether all cells have line numbers, and the cells for which it is the other way. */
let all = false;
const others = new Set<CellId>();
let isFollowing = false;

/** Shows or hides line numbers, of some cells or of all; for all it is kept on the device. */
export function toggleLineNumbers(ids: readonly CellId[] | "all"): void {
  if (ids === "all") {
    all = !all;
    others.clear();
    keep(all);
  } else {
    const wanted = !ids.every(isNumbered);
    for (const id of ids) {
      if (wanted === all) others.delete(id);
      else others.add(id);
    }
  }
  apply();
}

/** Shows them from the start where that was chosen before. */
export function restoreLineNumbers(): void {
  try {
    all = localStorage.getItem(key) === "all";
  } catch (thrown) {
    console.info("Whether lines are numbered could not be read.", thrown);
  }
  if (all) apply();
}

function isNumbered(id: CellId): boolean {
  return all !== others.has(id);
}

function keep(wanted: boolean): void {
  try {
    if (wanted) localStorage.setItem(key, "all");
    else localStorage.removeItem(key);
  } catch (thrown) {
    console.info("That lines are numbered could not be kept.", thrown);
  }
}

function apply(): void {
  loadMonaco().then(
    ({ monaco }) => {
      for (const editor of monaco.editor.getEditors()) setNumbers(editor);
      if (isFollowing) return;
      isFollowing = true;
      monaco.editor.onDidCreateEditor((editor) => editor.onDidChangeModel(() => setNumbers(editor)));
      // An editor that is made with its model does not tell of it.
      monaco.editor.onDidCreateEditor((editor) => queueMicrotask(() => setNumbers(editor)));
    },
    (thrown: unknown) => console.info("Without the full editor lines have no numbers.", thrown),
  );
}

function setNumbers(editor: Monaco.editor.ICodeEditor): void {
  const id = cellOfModel(editor.getModel());
  if (id === null) return;
  const shown = isNumbered(id);
  editor.updateOptions({ lineNumbers: shown ? "on" : "off", lineNumbersMinChars: 3 });
}

/** The cell whose text a model holds; null for a model of something else. */
export function cellOfModel(model: Monaco.editor.ITextModel | null): CellId | null {
  const found = /^\/(.+)\.\w+$/.exec(model?.uri.path ?? "");
  return model?.uri.authority === "cells" && found?.[1] ? decodeURIComponent(found[1]) : null;
}
