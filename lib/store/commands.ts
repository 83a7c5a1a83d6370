import type { AskedChart } from "../chart/askChart.ts";
import type { FunctionAnswer, FunctionQuestion } from "../clean/rowFunction.ts";
import type { EngineApi, ExportFormat, Outcome, Receipt } from "../engine/protocol.ts";
import type { ReadingOptions, SourcePreview } from "../engine/sourcePreview.ts";
import type { NotebookFormat } from "../formats/notebookFormat.ts";
import type { DocumentCommand } from "../notebook/commands.ts";
import type { CellId, RunMode } from "../notebook/document.ts";
import type { RunScope } from "../run/runTargets.ts";
import type { NotebookDisk } from "./disk/NotebookDisk.ts";
import type { InputCommands } from "./inputCommands.ts";
import type { NotebookHistory } from "./keeping/notebookHistory.ts";
import type { Library } from "./library/library.ts";
import type { ExportWatch } from "./out/exportToDisk.ts";
import type { OutWays } from "./out/outWays.ts";
import type { PipelineForm } from "./pipeline/exportPipeline.ts";
import type { CarryLimits } from "./reportFile/carryTables.ts";
import type { Sharing } from "./sharing/sharing.ts";
import type { FixCommands } from "./sources/fixRejects.ts";
import type { RelinkCommands } from "./sources/relinkCommands.ts";
import type { SqlTools } from "./sqlTools.ts";
import type { NotebookLook } from "./state.ts";
import type { MatchTools } from "./steps/matchTools.ts";
import type { TraceTools } from "./trace/traceTools.ts";
import type { WaysIn } from "./ways/waysIn.ts";

/** Everything a person can do, whichever button, key or script asks for it. Components call these and nothing else. */
export interface AppCommands extends RelinkCommands, FixCommands, InputCommands {
  // cells
  insertCell(kind: string, where: { after: CellId | null }): CellId;
  deleteCells(ids: readonly CellId[]): void;
  moveCell(id: CellId, by: -1 | 1): void;
  setSource(id: CellId, source: string): void;
  /** Answers an error sentence where the name cannot be used, else null. */
  renameCell(id: CellId, name: string): string | null;
  setKind(id: CellId, kind: string): void;
  setOption(id: CellId, key: string, value: string | null): void;
  splitCell(id: CellId, at: number): void;
  mergeWithNext(id: CellId): void;
  copyCells(ids: readonly CellId[], cut: boolean): void;
  pasteCells(after: CellId | null): void;
  /** Several edits of the document as one step of undo. */
  edit(edits: readonly DocumentCommand[]): void;
  undo(): void;
  redo(): void;
  select(id: CellId | null, mode: "command" | "edit"): void;

  /** Puts the SQL that a cell of steps stands for in its place; says why where it cannot. */
  turnIntoSql(id: CellId): Promise<void>;
  /** What rows come of, and what becomes of them. Fetched when first wanted. */
  traceTools(): Promise<TraceTools>;
  /** What a match would find, before it runs. Fetched when first wanted. */
  matchTools(): Promise<MatchTools>;
  /** Laying out SQL and explaining it. Fetched when first wanted. */
  sqlTools(): Promise<SqlTools>;

  // running
  /**
   * All cells, or one or some with the stale cells they need, or those that `scope` means. Resolves when none is queued
   * or running.
   */
  run(id?: CellId | readonly CellId[], scope?: RunScope): Promise<void>;
  stop(id?: CellId): Promise<void>;
  restartEngine(options?: { runAll: boolean }): Promise<void>;
  /** Makes a foreign notebook the user's own to run, and runs it. */
  runForeign(): Promise<void>;

  // the notebook
  /** Makes this tab the one that writes the notebook, where another does. */
  takeOver(): Promise<void>;
  setTitle(title: string): void;
  /** Looks at the notebook as cells or as its report. */
  show(view: NotebookLook): void;
  /** What edits do beside marking what they make stale. */
  setRunMode(mode: RunMode): void;
  /** The zone in which charts say times, by its IANA name; undefined for UTC. */
  setTimezone(timezone: string | undefined): void;
  open(text: string, origin: "own" | "foreign"): Promise<void>;
  /** Opens a notebook file of any format, unrun; `beside` is the file of its assets. */
  openFile(file: File, beside?: File): Promise<void>;
  newNotebook(): Promise<void>;
  openWelcome(): Promise<void>;
  /** Saves to the notebook's file on the disk; where it has none, as a file that its user chooses. */
  saveFile(): Promise<void>;
  /** Saves as a file that its user chooses. */
  saveFileAs(): Promise<void>;
  /** The file on the disk that the notebook is saved to, and what others do to it. Fetched when first wanted. */
  disk(): Promise<Pick<NotebookDisk, "reload" | "keepMine" | "overwrite">>;
  /** Saves the notebook as a pipeline that runs without Eider: a script, or a dbt project. */
  exportPipeline(form: PipelineForm): Promise<void>;
  /** Saves the notebook as one web page that carries its data and works by itself. */
  saveWithData(limits: CarryLimits): Promise<void>;
  /** Saves the notebook in another format, with the results on the screen where the format holds them. */
  saveAs(format: NotebookFormat): Promise<void>;
  text(): string;
  /** All notebooks of this device. Fetched when first wanted. */
  library(): Promise<Library>;
  /** The notebook as it is now, to be given to others. Fetched when first wanted. */
  sharing(): Promise<Sharing>;
  /** Versions of the notebook and what ran in it. Fetched when first wanted. */
  history(): Promise<NotebookHistory>;

  // data
  addFiles(files: readonly File[], options?: { names?: string[] }): Promise<Receipt[]>;
  /** Asks for files with the browser's dialog. */
  pickFiles(): Promise<void>;
  /** The other ways in: folders, many files as one table, addresses, what was pasted. Fetched when first wanted. */
  waysIn(): Promise<WaysIn>;
  /** Stops the load of a source: nothing of it is kept, its file stays at hand. */
  stopSource(relation: string): Promise<void>;
  /** Loads a source whose load was stopped. */
  loadAgain(relation: string): Promise<void>;
  removeSource(relation: string): void;
  renameSource(relation: string, to: string): string | null;
  /** What a source's file would become, read so; its relation stays what it is. */
  previewSource(relation: string, how: ReadingOptions): Promise<Outcome<SourcePreview>>;
  /** Reads a source's file again as is said, or as is found out (null); answers an error sentence where it cannot, else null. */
  rereadSource(relation: string, how: ReadingOptions | null): Promise<string | null>;
  /** Writes a relation to a file that its user picks; whether it was written. */
  exportRelation(
    name: string,
    format: ExportFormat,
    options?: Record<string, unknown>,
    watch?: ExportWatch,
  ): Promise<boolean>;
  /** Asks anew where an export cell writes. */
  chooseOut(id: CellId): Promise<void>;
  /** The other ways out: many files, folders, archives, buckets. Fetched when first wanted. */
  waysOut(): Promise<OutWays>;
  /** Saves a text that was made of the notebook's data as a file that its user chooses; `type` is its media type. */
  saveText(fileName: string, text: string, type: string): Promise<void>;

  /** Told by a chart once it is drawn, or cannot be. */
  chartDrawn(id: CellId): void;
  /** Told by a chart what it draws, so that it can be drawn again: the cell's own, or the one displayed at a place. */
  chartAsked(name: string, place: number, asked: AskedChart): void;
  dismissNotice(id: number): void;
}

/** What result views may ask of the engine. */
export type RowSource = Pick<
  EngineApi,
  | "page"
  | "openView"
  | "valuesOf"
  | "closeView"
  | "relationPage"
  | "select"
  | "columnStats"
  | "resultSql"
  | "checkSql"
  | "rejectedRows"
  | "tryFixes"
> & {
  /** Tries a function of TypeScript on some rows, for a preview (lib/run/steps/computeRows.ts). */
  compute(question: FunctionQuestion): Promise<Outcome<FunctionAnswer>>;
};
