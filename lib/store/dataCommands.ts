import { failedReceipt } from "../engine/failedReceipt.ts";
import type { FilePart, Receipt } from "../engine/protocol.ts";
import { sourceRelationName } from "../notebook/sourceRelationName.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import { type Editing, relationNameFor } from "./documentCommands.ts";
import type { EngineLife, NamedFiles } from "./engineLife.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";
import type { NewSource } from "./sources/sourcesOfFiles.ts";
import { isManyAtOnce } from "./sources/tablesAtOnce.ts";
import type { WaysIn } from "./ways/waysIn.ts";

type DataCommands = Pick<
  AppCommands,
  | "addFiles"
  | "pickFiles"
  | "waysIn"
  | "stopSource"
  | "loadAgain"
  | "removeSource"
  | "renameSource"
  | "previewSource"
  | "rereadSource"
  | "exportRelation"
  | "waysOut"
>;

export interface DataDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  /** Readers of these names have rows that are no longer current. */
  markReadersStale: (relations: readonly string[]) => void;
}

/** Adding files as the commands do, for what builds on them. */
export interface DataWork {
  /** Loads files as sources that the notebook already names. */
  attach(named: readonly NamedFiles[]): Promise<Receipt[]>;
  /** The sources that files become; `names` are asked for in place of the files' own, by index. */
  sourcesOf(files: readonly File[], names?: readonly string[]): Promise<NewSource[]>;
  addFiles: AppCommands["addFiles"];
}

/** Endings of files that can become a source. */
export const accepted: readonly string[] = [
  ...[".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".parquet", ".gz"],
  ...[".arrow", ".arrows", ".feather", ".ipc", ".avro", ".duckdb", ".ddb", ".db"],
  ...[".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".html", ".htm", ".xml", ".log"],
  ...[".zip", ".tar", ".tgz", ".zst", ".lz4", ".bz2"],
];

/** Adding, renaming, removing and exporting data. `receipts` collects every receipt, oldest first. */
export function createDataCommands(deps: DataDeps): DataCommands & {
  receipts: Receipt[];
  attach: DataWork["attach"];
} {
  const { platform, store, engine, editing } = deps;
  const receipts: Receipt[] = [];
  /** Files that hold more than is loaded unasked. */
  const askedAbout = new WeakSet<File>();

  /** In one piece, so that a cell that runs meanwhile waits for all of it. */
  const addFiles: AppCommands["addFiles"] = (files, options) =>
    engine.whileLoading(nameAndLoad(files, options?.names));

  async function sourcesOf(files: readonly File[], names?: readonly string[]): Promise<NewSource[]> {
    const manyIn = new Map<File, FilePart[]>();
    const inspect = async (file: File) => {
      const answer = await engine.inspect(file);
      if (answer.ok && !isManyAtOnce(answer.value)) return answer.value;
      if (answer.ok) manyIn.set(file, answer.value);
      // A file that cannot be looked into is one source, whose load tells why.
      return [{ name: "", options: {} }];
    };
    const { sourcesOfFiles } = await import("./sources/sourcesOfFiles.ts");
    const found = await sourcesOfFiles(store, inspect, files, names);
    for (const [file, parts] of manyIn) {
      // Those of its tables that the notebook names are brought back as ever.
      if (!found.some((source) => source.file === file && source.entry.options === undefined)) continue;
      askedAbout.add(file);
      const { offerAllTables } = await import("./ways/offerAllTables.ts");
      offerAllTables({ ...deps, attach, removeSource }, file, parts);
    }
    return found;
  }

  async function nameAndLoad(files: readonly File[], names?: string[]): Promise<Receipt[]> {
    const named = await sourcesOf(files, names);
    editing.apply(named.map(({ relation, entry }) => ({ type: "setSourceEntry", name: relation, entry })));
    return attach(named);
  }

  async function attach(named: readonly NamedFiles[]): Promise<Receipt[]> {
    const made = await engine
      .add(named)
      .catch((thrown: unknown) =>
        named.map(({ file, relation }) => failedReceipt(file.name, relation, file.size, String(thrown))),
      );
    receipts.push(...made);
    for (const [at, receipt] of made.entries()) {
      // A stop was asked for, and a question is asked already: neither is news.
      const file = named[at]?.file;
      const isKnown = receipt.stopped || (file !== undefined && askedAbout.has(file));
      if (receipt.error !== null && !isKnown) notify(store, "error", `${receipt.file}: ${receipt.error}`);
    }
    deps.markReadersStale(made.flatMap((receipt) => receipt.relation ?? []));
    return made;
  }

  function removeSource(relation: string): void {
    // Before it goes: afterwards nobody reads it.
    deps.markReadersStale([relation]);
    void engine.drop(relation);
    editing.apply({ type: "removeSourceEntry", name: relation });
  }

  let ways: Promise<WaysIn> | null = null;

  /** Fetched again at the next use where that failed. */
  function waysIn(): Promise<WaysIn> {
    ways ??= import("./ways/waysIn.ts")
      .then(({ createWaysIn }) => createWaysIn({ ...deps, attach, sourcesOf, addFiles }))
      .catch((thrown: unknown) => {
        ways = null;
        throw thrown;
      });
    return ways;
  }

  return {
    receipts,
    attach,
    addFiles,
    async pickFiles() {
      const files = await platform.pickFiles([...accepted], true);
      if (files.length > 1) await (await waysIn()).addTogether(files);
      else if (files.length > 0) await addFiles(files);
    },
    waysIn,
    stopSource: (relation) => engine.stopLoad(relation),
    async loadAgain(relation) {
      const source = store.getState().sources.find((candidate) => candidate.relation === relation);
      const files = source && engine.filesOf(source.id);
      if (files?.parts) await attach([{ relation, ...files }]);
      else if (files) await addFiles([files.file], { names: [relation] });
    },
    removeSource,
    renameSource(relation, to) {
      const source = store.getState().sources.find((candidate) => candidate.relation === relation);
      const files = source && engine.filesOf(source.id);
      if (!source || !files) return `The file of "${relation}" is not attached.`;
      const name = sourceRelationName(to, []);
      if (name === relation) return null;
      if (relationNameFor(store, to, []) !== name) return `There is already something called "${name}".`;
      const entry = store.getState().document.sources[relation] ?? { location: `file:${files.file.name}` };
      deps.markReadersStale([relation]);
      editing.apply([
        { type: "removeSourceEntry", name: relation },
        { type: "setSourceEntry", name, entry },
      ]);
      void engine.drop(relation);
      void engine.add([{ ...files, relation: name }]);
      editing.offer((offers, deps) => offers.offerRename(deps, relation, name));
      return null;
    },
    // Fetched when first used: few sources are read otherwise than as they come.
    previewSource: async (relation, how) =>
      (await import("./sources/previewSource.ts")).previewSource(deps, relation, how),
    rereadSource: async (relation, how) =>
      (await import("./sources/rereadSource.ts")).rereadSource({ ...deps, attach }, relation, how),
    exportRelation: async (name, format, options = {}, watch) =>
      (await import("./out/exportToDisk.ts")).exportToDisk(deps, name, format, options, watch),
    waysOut: async () => (await import("./out/outWays.ts")).createOutWays(deps),
  };
}
