import type { Receipt } from "../../engine/protocol.ts";
import { parseFixes } from "../../ingest/fixes/sourceFixes.ts";
import type { AppStore } from "../appStore.ts";
import type { Editing } from "../documentCommands.ts";
import type { EngineLife } from "../engineLife.ts";

/** Mending rows that a source could not take. */
export interface FixCommands {
  /**
   * Writes corrected texts of rejected rows into the notebook (null leaves a row out on purpose; keys are those of the
   * rejected rows) and loads the source again with them. Nothing runs. Answers null where its file is not at hand.
   */
  fixRejects(relation: string, fixes: Readonly<Record<string, string | null>>): Promise<Receipt | null>;
}

export interface FixDeps {
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  /** Loads files as sources, with their receipts and notices. */
  attach(files: readonly { relation: string; file: File }[]): Promise<Receipt[]>;
}

/** See FixCommands. */
export async function fixRejects(
  { store, engine, editing, attach }: FixDeps,
  relation: string,
  fixes: Readonly<Record<string, string | null>>,
): Promise<Receipt | null> {
  const { sources, document } = store.getState();
  const source = sources.find((candidate) => candidate.relation === relation);
  const file = source && engine.fileOf(source.id);
  if (!file) return null;
  const entry = document.sources[relation] ?? { location: `file:${file.name}` };
  const all = { ...Object.fromEntries(parseFixes(entry.options?.fixes)), ...fixes };
  const options = { ...entry.options, fixes: all };
  editing.apply({ type: "setSourceEntry", name: relation, entry: { ...entry, options } });
  const [receipt] = await attach([{ relation, file }]);
  return receipt ?? null;
}
