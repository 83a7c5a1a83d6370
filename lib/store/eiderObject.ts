import type { ExportFormat, Receipt } from "../engine/protocol.ts";
import type { RunState } from "../run/cellRun.ts";
import { isRunnable } from "../run/runnableKinds.ts";
import { type AppStore, viewOf } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import type { EngineLife } from "./engineLife.ts";
import type { Platform } from "./platform.ts";

/** `window.eider`: does what the buttons do, through the same commands, and nothing that they cannot. */
export interface Eider {
  version: string;
  open(text: string): Promise<void>;
  addFiles(files: File[], options?: { names?: string[] }): Promise<Receipt[]>;
  receipts(): Receipt[];
  run(name?: string): Promise<void>;
  stop(): Promise<void>;
  cells(): { name: string; kind: string; run: RunState; error: string | null; elapsedMs: number | null }[];
  relation(name: string): Promise<{ name: string; rows: number; columns: { name: string; type: string }[] }>;
  rows(name: string, page: { offset: number; limit: number }): Promise<(string | null)[][]>;
  export(name: string, options: { format: string } & Record<string, unknown>): Promise<Blob>;
  text(): string;
}

interface EiderDeps {
  platform: Platform;
  store: AppStore;
  commands: AppCommands;
  engine: EngineLife;
  receipts: Receipt[];
}

const formats: readonly string[] = [
  "csv",
  "tsv",
  "ndjson",
  "json",
  "parquet",
  "arrow",
  "xlsx",
  "sql",
] satisfies ExportFormat[];

export function createEiderObject({ platform, store, commands, engine, receipts }: EiderDeps): Eider {
  return {
    version: platform.version,
    open: (text) => commands.open(text, "own"),
    addFiles: (files, options) => commands.addFiles(files, options),
    receipts: () => [...receipts],
    async run(name) {
      if (name === undefined) await commands.run();
      else await commands.run(cellNamed(store, name));
      await outputsDrawn(store);
    },
    stop: () => commands.stop(),
    cells: () => {
      const state = store.getState();
      return state.document.cells
        .filter((cell) => cell.kind !== "md")
        .map((cell) => {
          const { run } = viewOf(state, cell.id);
          const error = run.status === "failed" || run.status === "blocked" ? run.error.message : null;
          const elapsedMs = "elapsedMs" in run ? run.elapsedMs : null;
          return {
            name: cell.name,
            kind: cell.kind,
            run: isRunnable(cell.kind) ? run.status : "idle",
            error,
            elapsedMs,
          };
        });
    },
    async relation(name) {
      const answer = await engine.api.relation(name);
      if (!answer.ok) throw new Error(answer.error.message);
      const { columns, rowCount } = answer.value;
      return { name: answer.value.name, rows: rowCount, columns };
    },
    async rows(name, { offset, limit }) {
      const answer = await engine.api.relationPage(name, offset, limit);
      if (!answer.ok) throw new Error(answer.error.message);
      const { decodeTextPage } = await import("../table/textPage.ts");
      const page = decodeTextPage(answer.value);
      return Array.from({ length: page.rows }, (_, row) =>
        page.columns.map((_name, column) => page.cell(row, column)),
      );
    },
    async export(name, { format, ...options }) {
      if (!isFormat(format)) throw new Error(`Unknown format "${format}"; known are ${formats.join(", ")}.`);
      const target = { kind: "opfs" as const, fileName: `${crypto.randomUUID()}.${format}` };
      const answer = await engine.api.exportRelation(name, format, target, options, () => undefined);
      if (!answer.ok) throw new Error(answer.error.message);
      if (!answer.value.file) throw new Error("The export left no file.");
      return answer.value.file;
    },
    text: () => commands.text(),
  };
}

function isFormat(format: string): format is ExportFormat {
  return formats.includes(format);
}

function cellNamed(store: AppStore, name: string): string {
  const cell = store
    .getState()
    .document.cells.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!cell) throw new Error(`There is no cell named "${name}".`);
  return cell.id;
}

/** A chart that cannot be drawn (its frame is gone) must not hold up a script for ever. */
const drawnWithinMs = 10_000;

/** Settles when no chart that has run is still to be drawn. */
function outputsDrawn(store: AppStore): Promise<void> {
  if (store.getState().drawing.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(finish, drawnWithinMs);
    const stop = store.subscribe((state) => {
      if (state.drawing.length === 0) finish();
    });
  });
}
