import type { Receipt } from "../engine/protocol.ts";
import type { CellId, SourceEntry } from "../notebook/document.ts";
import type { ParamValue } from "../params/param.ts";
import { paramOf } from "../params/paramOf.ts";
import { withDefault } from "../params/withDefault.ts";
import type { AppStore } from "./appStore.ts";
import { accepted } from "./dataCommands.ts";
import type { Editing } from "./documentCommands.ts";
import type { EngineLife } from "./engineLife.ts";
import type { Platform } from "./platform.ts";
import { cellById } from "./selectors.ts";

/** What the controls of input cells do. */
export interface InputCommands {
  /**
   * Sets the value of an input cell; undefined goes back to its default. The notebook's text stays. All changes of one
   * `gesture` (a drag, a key held down) are one step of undo.
   */
  setParam(id: CellId, value: ParamValue | undefined, gesture?: string): void;
  /** Writes the value into the cell's text, so that it travels with the notebook. */
  makeDefault(id: CellId): Promise<void>;
  /** Asks for a file and loads it as the source that has the cell's name; null where none was chosen. */
  chooseFile(id: CellId): Promise<Receipt | null>;
}

interface InputDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  /** Loads files as sources, with their receipts and notices. */
  attach(files: readonly { relation: string; file: File }[]): Promise<Receipt[]>;
}

/** See InputCommands. */
export function makeDefault({ store, editing }: Pick<InputDeps, "store" | "editing">, id: CellId): void {
  const cell = cellById(store.getState(), id);
  const param = cell && paramOf(cell);
  if (!cell || !param?.ok || !param.value.value.ok) return;
  const { definition, value } = param.value;
  editing.apply([
    { type: "setSource", id, source: withDefault(cell.source, definition, value.value) },
    { type: "setGiven", id, value: undefined },
  ]);
}

/** See InputCommands. */
export async function chooseFile(deps: InputDeps, id: CellId): Promise<Receipt | null> {
  const { platform, store, engine, editing, attach } = deps;
  const [file] = await platform.pickFiles([...accepted], false);
  const cell = cellById(store.getState(), id);
  if (!file || !cell) return null;
  const key = cell.name.toLowerCase();
  const before = store.getState().sources.find((source) => source.relation.toLowerCase() === key);
  const relation = before?.relation ?? cell.name;
  const entry = entryFor(file, store.getState().document.sources[relation]);
  editing.apply({ type: "setSourceEntry", name: relation, entry });
  if (before?.status === "loading" || before?.progress) await engine.stopLoad(relation);
  const [receipt] = await engine.whileLoading(attach([{ relation, file }]));
  return receipt ?? null;
}

/**
 * A source's entry with another file: the columns that are expected stay, so that a difference is told, and so does how
 * a file of the same kind is read. Mended rows are those of the file before.
 */
function entryFor(file: File, before: SourceEntry | undefined): SourceEntry {
  const { fixes: _, ...options } = before?.options ?? {};
  const isSameKind = endingOf(before?.location ?? "") === endingOf(file.name);
  return {
    location: `file:${file.name}`,
    size: file.size,
    ...(isSameKind && before?.format && { format: before.format }),
    ...(isSameKind && Object.keys(options).length > 0 && { options }),
    ...(before?.columns && { columns: before.columns }),
  };
}

function endingOf(name: string): string {
  return /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
