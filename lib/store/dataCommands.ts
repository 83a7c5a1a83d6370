import { failedReceipt } from "../engine/failedReceipt.ts";
import type { ExportFormat, Receipt } from "../engine/protocol.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import { type Editing, relationNameFor } from "./documentCommands.ts";
import type { EngineLife } from "./engineLife.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";

type DataCommands = Pick<
  AppCommands,
  "addFiles" | "pickFiles" | "removeSource" | "renameSource" | "exportRelation"
>;

export interface DataDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
  /** Readers of these names have rows that are no longer current. */
  markReadersStale: (relations: readonly string[]) => void;
}

const accepted = [".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".parquet", ".gz"];

/** Adding, renaming, removing and exporting data. `receipts` collects every receipt, oldest first. */
export function createDataCommands(deps: DataDeps): DataCommands & { receipts: Receipt[] } {
  const { platform, store, engine, editing } = deps;
  const receipts: Receipt[] = [];

  async function addFiles(files: readonly File[], options?: { names?: string[] }): Promise<Receipt[]> {
    const taken: string[] = [];
    const named = files.map((file, i) => {
      const asked = options?.names?.[i];
      const relation =
        relationOfMissing(store, file.name) ?? relationNameFor(store, asked ?? file.name, taken);
      taken.push(relation);
      return { file, relation };
    });
    for (const { file, relation } of named) {
      const entry = {
        ...store.getState().document.sources[relation],
        location: `file:${file.name}`,
        size: file.size,
      };
      editing.apply({ type: "setSourceEntry", name: relation, entry });
    }
    const made = await engine
      .add(named)
      .catch((thrown: unknown) =>
        named.map(({ file, relation }) => failedReceipt(file.name, relation, file.size, String(thrown))),
      );
    receipts.push(...made);
    for (const receipt of made) {
      if (receipt.error !== null) notify(store, "error", `${receipt.file}: ${receipt.error}`);
    }
    deps.markReadersStale(made.flatMap((receipt) => receipt.relation ?? []));
    return made;
  }

  return {
    receipts,
    addFiles,
    async pickFiles() {
      const files = await platform.pickFiles(accepted, true);
      if (files.length > 0) await addFiles(files);
    },
    removeSource(relation) {
      void engine.drop(relation);
      editing.apply({ type: "removeSourceEntry", name: relation });
      deps.markReadersStale([relation]);
    },
    renameSource(relation, to) {
      const source = store.getState().sources.find((candidate) => candidate.relation === relation);
      const file = source && engine.fileOf(source.id);
      if (!source || !file) return `The file of "${relation}" is not attached.`;
      const name = relationNameFor(store, to, []);
      const entry = store.getState().document.sources[relation];
      editing.apply({ type: "removeSourceEntry", name: relation });
      editing.apply({ type: "setSourceEntry", name, entry: entry ?? { location: `file:${file.name}` } });
      void engine.drop(relation).then(() => engine.add([{ file, relation: name }]));
      deps.markReadersStale([relation]);
      return null;
    },
    exportRelation: (name, format, options = {}) => exportToDisk(deps, name, format, options),
  };
}

/** A source that the notebook names but whose file is not here takes a file of the same name. */
function relationOfMissing(store: AppStore, fileName: string): string | null {
  const { document, sources } = store.getState();
  for (const [relation, entry] of Object.entries(document.sources)) {
    const attached = sources.some((source) => source.relation === relation && source.status !== "missing");
    if (!attached && entry.location === `file:${fileName}`) return relation;
  }
  return null;
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
