import type { Column, EngineError, EngineInfo, Receipt } from "../engine/protocol.ts";
import type { KeptCell } from "../history/keptCell.ts";
import type { Cell, CellId, NotebookDocument } from "../notebook/document.ts";
import type { RelinkState } from "../relink/relinkState.ts";
import type { CellView } from "../run/cellRun.ts";
import type { Traffic } from "../s3/s3.ts";
import type { CellSnapshot } from "../share/snapshots.ts";
import type { NotebookFrom } from "./files/notebookFrom.ts";
import type { LinkQuestion } from "./linkQuestion.ts";

/** A loaded, loading or failed source as the Data panel draws it. */
export interface SourceView {
  /** The same number as SourceRequest.id. */
  id: number;
  file: string;
  relation: string;
  status: "loading" | "ready" | "failed" | "stopped" | "missing";
  columns: Column[];
  receipt: Receipt | null;
  progress: { bytesDone: number; bytesTotal: number; rowsDone: number } | null;
  /** What its load fetched, where it fetched anything. */
  traffic?: Traffic;
}

/** A relation made by a cell, for the Data panel and completion. */
export interface RelationView {
  name: string;
  cellId: CellId;
  columns: Column[];
  rowCount: number | null;
}

export type EngineView =
  | { status: "starting" }
  | ({ status: "ready" } & Omit<EngineInfo, "notices">)
  | { status: "failed"; error: EngineError }
  /** The worker is gone; "Restart engine" brings it back. */
  | { status: "crashed"; error: EngineError };

export interface Selection {
  cellId: CellId | null;
  /** Jupyter's two modes. */
  mode: "command" | "edit";
}

/** A short message to the user; errors stay until closed. */
export interface Notice {
  id: number;
  tone: "info" | "warning" | "error";
  text: string;
  /** A command offered with it; with `option` there is a box to tick, and `run` gets whether it was. */
  action?: { label: string; option?: string; run: (isTicked?: boolean) => void };
}

export type NotebookLook = "cells" | "report";

/** The file of the disk that a notebook is saved to. */
export interface DiskView {
  name: string;
  /** The document that the file holds; any other is not saved there. null where the file holds no such text. */
  saved: NotebookDocument | null;
  /** How the file is not what was read or written last; null where nobody else changed it. */
  outside: { change: "gone" } | { change: "text"; added: number; removed: number } | null;
}

export interface AppState {
  notebookId: string;
  document: NotebookDocument;
  /** "foreign": came from a link, URL or file and has not been run; shows the Shared notebook bar. */
  origin: "own" | "foreign";
  /** What a foreign notebook wants, one plain line each: hosts, connections, files. */
  wants: string[];
  /** Where it came from, also after it was run; null for a notebook begun here. */
  from: NotebookFrom | null;
  /** Results as its author saw them, of cells that have not run here. */
  snapshots: Readonly<Record<CellId, CellSnapshot>>;
  /** What cells showed when the notebook was last open here; nothing that was computed since. */
  earlier: Readonly<Record<CellId, KeptCell>>;
  /** How the notebook is looked at: as cells with their code, or as the report that it makes of their outputs. */
  view: NotebookLook;
  /** Whether a notebook at another address may be fetched; null where nothing is asked. */
  asking: LinkQuestion | null;
  /** Whether this host sends the headers that keep foreign code closed in; "unprobed" until that was looked at. */
  walls: "unprobed" | "standing" | "missing";
  save: { status: "saved" | "saving" | "unsaved"; at: number | null } | { status: "failed"; error: string };
  /** false where another tab writes this notebook; this one then follows it. */
  writable: boolean;
  /** Why this tab follows another; "taking" while it takes over. null where it writes. */
  following: "elsewhere" | "taken" | "taking" | null;
  /** The file of the disk that "Save" writes; null where there is none. */
  disk: DiskView | null;
  cells: Readonly<Record<CellId, CellView>>;
  sources: readonly SourceView[];
  /** How the sources hang on files of this device. */
  relink: RelinkState;
  relations: readonly RelationView[];
  engine: EngineView;
  selection: Selection;
  /** A cell that is no part of the notebook, while it runs; see lib/run/withScratch.ts. */
  scratch: Cell | null;
  /** true while anything is queued or running. */
  busy: boolean;
  /** How many notebooks were opened on this page: what is drawn of one is nothing for the next. */
  opened: number;
  /** How often cells were copied: which of two things was copied later can be told by it. */
  copiedCells: number;
  /** The file or folder of the device that an export cell writes to, by its name; "" for the browser's downloads. */
  outPlaces: Readonly<Record<CellId, string>>;
  /** Chart cells that have run and are not drawn yet. */
  drawing: readonly CellId[];
  notices: readonly Notice[];
  canUndo: boolean;
  canRedo: boolean;
}
