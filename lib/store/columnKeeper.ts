import { columnDrift, columnsToKeep, driftText } from "../relink/columnDrift.ts";
import type { AppStore } from "./appStore.ts";
import type { Editing } from "./documentCommands.ts";
import { notify } from "./notices.ts";
import type { SourceView } from "./state.ts";

/**
 * Writes the columns of each source into the notebook when they are first known, so that whoever binds another file
 * to it learns how that one differs. What differs is told once for each load; the notebook then keeps what it knew.
 */
export class ColumnKeeper {
  /** Columns of loads that were dealt with: to be read otherwise takes what was known away, and the old load must not bring it back. */
  private readonly dealtWith = new WeakSet<SourceView["columns"]>();
  private isWoken = false;

  constructor(private readonly deps: { store: AppStore; editing: Editing }) {
    deps.store.subscribe((now, before) => {
      if (now.sources !== before.sources || now.document.sources !== before.document.sources) this.wake();
    });
    this.wake();
  }

  /** The notebook takes what the source has now for what it is to have. */
  accept(relation: string): void {
    const { store, editing } = this.deps;
    const { document, sources } = store.getState();
    const entry = document.sources[relation];
    const source = sources.find((candidate) => candidate.relation === relation);
    if (!entry || !source) return;
    const { columns: _, ...rest } = entry;
    const columns = columnsToKeep(source.columns);
    editing.apply({
      type: "setSourceEntry",
      name: relation,
      entry: { ...rest, ...(columns && { columns }) },
    });
  }

  private wake(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    // Opening a notebook changes document and sources one after the other; only both together may be looked at.
    queueMicrotask(() => {
      this.isWoken = false;
      for (const source of this.deps.store.getState().sources) this.look(source);
    });
  }

  private look({ status, progress, relation, file, columns }: SourceView): void {
    const { store, editing } = this.deps;
    const { document, writable } = store.getState();
    const entry = document.sources[relation];
    // While a table is made behind a file that can be queried already, its types may still change.
    if (status !== "ready" || progress !== null || !entry || this.dealtWith.has(columns)) return;
    // Samples come with the app and are the same everywhere.
    if (entry.location.startsWith("sample:")) return;
    this.dealtWith.add(columns);
    if (entry.columns === undefined) {
      const kept = columnsToKeep(columns);
      if (kept && writable) {
        editing.amend({ type: "setSourceEntry", name: relation, entry: { ...entry, columns: kept } });
      }
      return;
    }
    const drift = columnDrift(entry.columns, columns);
    if (!drift) return;
    const text = `${file} has other columns than "${relation}" had when this notebook was written: it ${driftText(drift)}.`;
    notify(store, "warning", text);
  }
}
