import type { FilePart } from "../../engine/protocol.ts";
import { mayHoldSeveral } from "../../ingest/mayHoldSeveral.ts";
import type { SourceEntry } from "../../notebook/document.ts";
import { sourceRelationName } from "../../notebook/sourceRelationName.ts";
import type { AppStore } from "../appStore.ts";
import { relationNameFor } from "../documentCommands.ts";

/** A source that a file is to become, with its entry in the notebook. */
export interface NewSource {
  file: File;
  relation: string;
  entry: SourceEntry;
}

/**
 * The sources that files become: those that the notebook names and misses first, else one a file, or one for each
 * sheet, table or group of files in it, named after both. `names` are asked for in place of the files' own, by index.
 */
export async function sourcesOfFiles(
  store: AppStore,
  inspect: (file: File) => Promise<FilePart[]>,
  files: readonly File[],
  names: readonly (string | undefined)[] = [],
): Promise<NewSource[]> {
  const found: NewSource[] = [];
  // Asked for all at once: each look into a file may wait for the engine.
  const held = await Promise.all(
    files.map(async (file) => {
      // A file that cannot be read says so when it is loaded.
      const isLookedInto = await mayHoldSeveral(file).catch(() => false);
      return isLookedInto ? await inspect(file) : [onlyPart];
    }),
  );
  files.forEach((file, index) => {
    const asked = names[index] ?? file.name;
    const taken = () => found.map(({ relation }) => relation);
    const absent = absentOf(store, file.name, asked, taken());
    if (absent.length > 0) {
      const { sources } = store.getState().document;
      for (const relation of absent) found.push({ file, relation, entry: entryOf(file, sources[relation]) });
      return;
    }
    for (const { name, options } of held[index] ?? [onlyPart]) {
      const relation = relationNameFor(store, partName(asked, name), taken());
      const entry = Object.keys(options).length > 0 ? { options } : undefined;
      found.push({ file, relation, entry: entryOf(file, entry) });
    }
  });
  return found;
}

const onlyPart: FilePart = { name: "", options: {} };

function partName(asked: string, part: string): string {
  return part === "" ? asked : `${sourceRelationName(asked, [])}_${part.replace(/\./g, "_")}`;
}

function entryOf(file: File, entry: Partial<SourceEntry> | undefined): SourceEntry {
  return { ...entry, location: `file:${file.name}`, size: file.size };
}

/**
 * Sources that the notebook names but whose data is not here: those made from a file of the same name, or else the one
 * whose relation the file would make.
 */
function absentOf(store: AppStore, fileName: string, asked: string, taken: readonly string[]): string[] {
  const { document, sources } = store.getState();
  const absent = Object.entries(document.sources).filter(([relation]) => {
    const view = sources.find((source) => source.relation === relation);
    return !taken.includes(relation) && view?.status !== "ready" && view?.status !== "loading";
  });
  const sameFile = absent.filter(([, { location }]) => location === `file:${fileName}`);
  if (sameFile.length > 0) return sameFile.map(([relation]) => relation);
  const wanted = sourceRelationName(asked, []);
  return absent.filter(([relation]) => relation.toLowerCase() === wanted).map(([relation]) => relation);
}
