import { failedReceipt } from "../engine/failedReceipt.ts";
import type { ExportFormat, Receipt } from "../engine/protocol.ts";
import { sourceRelationName } from "../notebook/sourceRelationName.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import { type Editing, relationNameFor } from "./documentCommands.ts";
import type { EngineLife } from "./engineLife.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";
import { sourcesOfFiles } from "./sourcesOfFiles.ts";

type DataCommands = Pick<
  AppCommands,
  | "addFiles"
  | "pickFiles"
  | "stopSource"
  | "loadAgain"
  | "removeSource"
  | "renameSource"
  | "previewSource"
  | "rereadSource"
  | "exportRelation"
>;

export interface DataDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  /** Readers of these names have rows that are no longer current. */
  markReadersStale: (relations: readonly string[]) => void;
}

interface NamedFile {
  file: File;
  relation: string;
}

const accepted = [
  ...[".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".parquet", ".gz"],
  ...[".arrow", ".arrows", ".feather", ".ipc", ".avro", ".duckdb", ".ddb", ".db"],
  ...[".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".fods", ".html", ".htm", ".xml", ".log"],
  ...[".zip", ".tar", ".tgz", ".zst", ".lz4", ".bz2"],
];

/** Adding, renaming, removing and exporting data. `receipts` collects every receipt, oldest first. */
export function createDataCommands(deps: DataDeps): DataCommands & {
  receipts: Receipt[];
  /** Loads files as sources that the notebook already names. */
  attach(named: readonly NamedFile[]): Promise<Receipt[]>;
} {
  const { platform, store, engine, editing } = deps;
  const receipts: Receipt[] = [];

  /** In one piece, so that a cell that runs meanwhile waits for all of it. */
  const addFiles: AppCommands["addFiles"] = (files, options) =>
    engine.whileLoading(nameAndLoad(files, options?.names));

  async function nameAndLoad(files: readonly File[], names?: string[]): Promise<Receipt[]> {
    const inspect = async (file: File) => {
      const answer = await engine.inspect(file);
      // A file that cannot be looked into is one source, whose load tells why.
      return answer.ok ? answer.value : [{ name: "", options: {} }];
    };
    const named = await sourcesOfFiles(store, inspect, files, names);
    editing.apply(named.map(({ relation, entry }) => ({ type: "setSourceEntry", name: relation, entry })));
    return attach(named);
  }

  async function attach(named: readonly NamedFile[]): Promise<Receipt[]> {
    const made = await engine
      .add(named)
      .catch((thrown: unknown) =>
        named.map(({ file, relation }) => failedReceipt(file.name, relation, file.size, String(thrown))),
      );
    receipts.push(...made);
    for (const receipt of made) {
      // A stop was asked for, so it is no news.
      if (receipt.error !== null && !receipt.stopped)
        notify(store, "error", `${receipt.file}: ${receipt.error}`);
    }
    deps.markReadersStale(made.flatMap((receipt) => receipt.relation ?? []));
    return made;
  }

  return {
    receipts,
    attach,
    addFiles,
    async pickFiles() {
      const files = await platform.pickFiles(accepted, true);
      if (files.length > 0) await addFiles(files);
    },
    stopSource: (relation) => engine.stopLoad(relation),
    async loadAgain(relation) {
      const source = store.getState().sources.find((candidate) => candidate.relation === relation);
      const file = source && engine.fileOf(source.id);
      if (file) await addFiles([file], { names: [relation] });
    },
    removeSource(relation) {
      // Before it goes: afterwards nobody reads it.
      deps.markReadersStale([relation]);
      void engine.drop(relation);
      editing.apply({ type: "removeSourceEntry", name: relation });
    },
    renameSource(relation, to) {
      const source = store.getState().sources.find((candidate) => candidate.relation === relation);
      const file = source && engine.fileOf(source.id);
      if (!source || !file) return `The file of "${relation}" is not attached.`;
      const name = sourceRelationName(to, []);
      if (name === relation) return null;
      if (relationNameFor(store, to, []) !== name) return `There is already something called "${name}".`;
      const entry = store.getState().document.sources[relation] ?? { location: `file:${file.name}` };
      deps.markReadersStale([relation]);
      editing.apply([
        { type: "removeSourceEntry", name: relation },
        { type: "setSourceEntry", name, entry },
      ]);
      void engine.drop(relation);
      void engine.add([{ file, relation: name }]);
      return null;
    },
    // Fetched when first used: few sources are read otherwise than as they come.
    previewSource: async (relation, how) =>
      (await import("./previewSource.ts")).previewSource(deps, relation, how),
    rereadSource: async (relation, how) =>
      (await import("./rereadSource.ts")).rereadSource({ ...deps, attach }, relation, how),
    exportRelation: (name, format, options = {}) => exportToDisk(deps, name, format, options),
  };
}

async function exportToDisk(
  { platform, store, engine }: DataDeps,
  name: string,
  format: ExportFormat,
  options: Record<string, unknown>,
): Promise<void> {
  const fileName = `${name}.${format}`;
  const handle = await platform.pickSaveTarget(fileName);
  if (handle === "cancelled") return;
  const target = handle
    ? { kind: "handle" as const, handle }
    : { kind: "opfs" as const, fileName: `${crypto.randomUUID()}.${format}` };
  const answer = await engine.api.exportRelation(name, format, target, options, () => undefined);
  if (!answer.ok) {
    notify(store, "error", `${fileName} was not written: ${answer.error.message}`);
    return;
  }
  const { rows, bytes, file, notes } = answer.value;
  if (file) platform.download(file, fileName);
  const counted = `${rows.toLocaleString("en")} rows, ${bytes.toLocaleString("en")} bytes`;
  notify(store, "info", [`${fileName} written: ${counted}.`, ...notes].join(" "));
}
