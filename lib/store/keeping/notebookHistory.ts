import { readyToRead } from "../../formats/frontMatter.ts";
import { NotebookParseError, parseNotebook } from "../../formats/parseNotebook.ts";
import { printNotebook } from "../../formats/printNotebook.ts";
import type { HistoryStorage } from "../../history/historyStorage.ts";
import type { RanText } from "../../history/ranTexts.ts";
import { restoredDocument } from "../../history/restoredDocument.ts";
import type { VersionEntry, VersionReason } from "../../history/versionEntry.ts";
import { newCellId, uniqueCellName } from "../../notebook/cellNames.ts";
import type { Cell, NotebookDocument } from "../../notebook/document.ts";
import type { AppStore } from "../appStore.ts";
import type { Editing } from "../documentCommands.ts";
import { notify } from "../notices.ts";

/** Versions of the notebook that is open, and what ran in it. */
export interface NotebookHistory {
  /** Newest first. */
  versions(): Promise<VersionEntry[]>;
  /** The notebook as it was; null where the version is not kept any more or does not read as a notebook. */
  documentOf(version: VersionEntry): Promise<NotebookDocument | null>;
  /** Brings a version back: one step of undo, and what was there before is a version too. Answers why not, else null. */
  restore(version: VersionEntry): Promise<string | null>;
  runs(): Promise<RanText[]>;
  /** Gives the cell the text again that it once ran. Answers why not, else null. */
  putBack(ran: RanText): string | null;
  /** Makes a new cell of a text that once ran, below the selected one. */
  insert(ran: RanText): void;
  /** Calls back whenever there is another version or run; answers how to end that. */
  onChange(call: () => void): () => void;
}

export function createNotebookHistory(deps: {
  store: AppStore;
  editing: Pick<Editing, "apply" | "restore" | "commands">;
  storage: () => Promise<HistoryStorage>;
  /** Settles when all that was to be written is. */
  settled: () => Promise<void>;
  onChange: NotebookHistory["onChange"];
  keepNow: (reason: VersionReason) => Promise<void>;
}): NotebookHistory {
  const { store, editing, storage, settled } = deps;

  async function documentOf({ notebookId, hash }: VersionEntry): Promise<NotebookDocument | null> {
    const text = await (await storage()).versionText(notebookId, hash);
    if (text === null) return null;
    await readyToRead(text);
    try {
      return parseNotebook(text);
    } catch (thrown) {
      // A text that was opened though it is no notebook.
      if (thrown instanceof NotebookParseError) return null;
      throw thrown;
    }
  }

  return {
    async versions() {
      await settled();
      return (await storage()).versions(store.getState().notebookId);
    },
    documentOf,
    async restore(version) {
      const found = await documentOf(version);
      if (!found) return "This version is not kept any more. Choose another one.";
      await deps.keepNow("restoring");
      const { document, notebookId } = store.getState();
      if (notebookId !== version.notebookId) return "Another notebook was opened meanwhile.";
      if (printNotebook(found) === printNotebook(document))
        return "The notebook is like this version already.";
      editing.restore(restoredDocument(found, document));
      notify(store, "info", "The older version is back.", {
        label: "Undo",
        run: () => editing.commands.undo(),
      });
      return null;
    },
    async runs() {
      await settled();
      return (await storage()).runs(store.getState().notebookId);
    },
    putBack(ran) {
      const { cells } = store.getState().document;
      const index = cells.findIndex(({ name }) => name.toLowerCase() === ran.name.toLowerCase());
      const cell = cells[index];
      if (!cell) return `There is no cell called "${ran.name}" any more. Insert the text as a new cell.`;
      if (cell.kind !== ran.kind)
        return `"${cell.name}" is a cell of another kind now. Insert the text as a new cell.`;
      // As one piece, so that it never runs into what was typed a moment ago as one step of undo.
      editing.apply({ type: "splice", index, remove: 1, cells: [{ ...cell, source: ran.text }] });
      editing.commands.select(cell.id, "command");
      return null;
    },
    insert(ran) {
      const { document, sources, selection } = store.getState();
      const taken = sources.map(({ relation }) => relation);
      const name = uniqueCellName(document, ran.name, taken);
      const cell: Cell = {
        id: newCellId(),
        kind: ran.kind,
        name,
        source: ran.text,
        options: ran.options,
        layout: null,
      };
      const at = document.cells.findIndex(({ id }) => id === selection.cellId);
      editing.apply({ type: "insert", index: at < 0 ? document.cells.length : at + 1, cells: [cell] });
      editing.commands.select(cell.id, "command");
    },
    onChange: deps.onChange,
  };
}
