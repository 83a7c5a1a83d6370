import type { EngineApi, EngineError } from "../engine/protocol.ts";
import type { Conversions } from "../formats/convert/conversion.ts";
import type { HistoryStorage } from "../history/historyStorage.ts";
import type { PackageHost } from "../packages/packageHost.ts";
import type { ParamValue } from "../params/param.ts";
import type { SourceFiles } from "../relink/sourceFiles.ts";
import type { RemoteFiles } from "../remote/remoteFiles.ts";
import type { S3 } from "../s3/s3.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { CellSnapshot } from "../share/snapshots.ts";
import type { DiskFiles } from "./disk/diskFiles.ts";
import type { ServedFolder } from "./disk/servedFolder.ts";
import type { NotebookFrom } from "./files/notebookFrom.ts";
import type { LibraryStorage } from "./library/libraryStorage.ts";
import type { TabLink, TabListener, TabMessage } from "./tabs/tabLink.ts";

/** A notebook as the device keeps it. */
export interface StoredNotebook {
  id: string;
  title: string;
  text: string;
  /** "foreign" until its user ran it. */
  origin: "own" | "foreign";
  updatedAt: number;
  /** Absent for a notebook that was begun here. */
  from?: NotebookFrom;
  /** Values that were set in its input cells, by their names. */
  params?: Readonly<Record<string, ParamValue>>;
  /** Name of the file of the disk that it is saved to; the way there is kept apart. */
  file?: string;
  /** Results that came along with it. */
  snapshots?: readonly CellSnapshot[];
}

export interface NotebookStorage {
  load(id: string): Promise<StoredNotebook | null>;
  /** The notebook worked on last, if any. */
  latest(): Promise<StoredNotebook | null>;
  /** Notebooks from elsewhere with exactly this text, which so nobody edited; the one worked on last first. */
  copiesOf(text: string): Promise<StoredNotebook[]>;
  /**
   * Rejects where the device refuses (quota, private mode); nothing older is lost by that. With `over`, the `updatedAt`
   * of the version that this one follows, it answers false and changes nothing where another was written since.
   */
  save(notebook: StoredNotebook, over?: number): Promise<boolean>;
}

/** What reading and writing notebooks of other formats asks of the browser. */
export interface FormatTools {
  /** Reading and writing, apart from the page. */
  conversions: Conversions;
  /** What came with a Jupyter notebook and does not stand in the notebook's text, by the notebook's id. */
  loadAssets(notebookId: string): Promise<string | null>;
  /** Rejects where the device refuses; they are then still there until the tab is closed. */
  saveAssets(notebookId: string, text: string): Promise<void>;
  /** A picture of a chart in the colours of paper, as the address of a PNG; null where it cannot be drawn. */
  drawPicture(chart: {
    spec: unknown;
    columns: { name: string; values: unknown[] }[];
  }): Promise<string | null>;
}

/** Folders of the disk that may be written to. */
export interface OutFolders {
  /** Whether the browser has a dialog for them. */
  hasFolders: boolean;
  /** Asks for one, and for leave to write there; null where the user closed the dialog. */
  pick(): Promise<FileSystemDirectoryHandle | null>;
}

export interface EngineConnection {
  api: EngineApi;
  died: Promise<EngineError>;
  kill(): void;
}

/** All that the application needs of the browser; tests pass another. */
export interface Platform {
  baseUrl: string;
  version: string;
  connectEngine(): EngineConnection;
  /** Fetched and made when the first TypeScript cell runs. */
  createSandbox(): Promise<Sandbox>;
  storage: NotebookStorage;
  /** What is kept beside the notebooks' texts; fetched and made when first used. */
  history(): Promise<HistoryStorage>;
  /** All notebooks at once; fetched when the library is first opened. */
  library(): Promise<LibraryStorage>;
  /** Fetched when the first notebook of another format is opened or written. */
  formatTools(): Promise<FormatTools>;
  /** Files on the disk that notebooks are saved to; fetched with what opens and saves files. */
  disk(): Promise<DiskFiles>;
  /** The folder that `eider serve` was given; fetched with what opens and saves files. */
  served(): Promise<ServedFolder>;
  /** Files of sources, so that a reload finds them again. */
  sourceFiles: SourceFiles;
  /** Asks for files; empty where the user closed the dialog. */
  pickFiles(accept: string[], multiple: boolean): Promise<File[]>;
  /** A file to write to; null where the browser has no such dialog, "cancelled" where the user closed it. */
  pickSaveTarget(name: string): Promise<FileSystemFileHandle | null | "cancelled">;
  /** Fetched with the export dialog. */
  outFolders(): Promise<OutFolders>;
  /** Saves a finished file under a name through the browser's downloads. */
  download(file: Blob, name: string): void;
  /** Files by address, fetched and made when the first is asked for. */
  remote(): Promise<RemoteFiles>;
  /** Where packages for TypeScript cells come from, fetched and made when the first is asked for. */
  packages(): Promise<PackageHost>;
  /** Buckets, fetched and made when the first is asked for. */
  s3(): Promise<S3>;
  fetchSample(name: string): Promise<File>;
  fetchText(path: string): Promise<string>;
  /** Joins the tabs that show a notebook, of which one writes at a time; leaves those of the notebook before. */
  joinTabs(id: string, listener: TabListener): TabLink;
  /** Tells all other tabs that show a notebook, whichever this one shows. */
  tellTabs(id: string, message: TabMessage): void;
  /** Whether any tab writes this notebook now. */
  isHeld(id: string): Promise<boolean>;
  /** Looks whether this host sends the headers that keep foreign code closed in. Rejects where it does not answer. */
  wallsStand(): Promise<boolean>;
  /** Shows which notebook is open in the address, with no fragment; a reload then shows the same. */
  showAddress(notebookId: string): void;
  /** Address of this app without query and fragment. */
  appUrl(): string;
  copyText(text: string): Promise<void>;
  /** Calls back when the tab may be about to go (hidden or closed), and when its user looks elsewhere. */
  onLeaving(call: (mayGo: boolean) => void): void;
  /** Calls back when the tab is looked at again: what happened to files meanwhile can be noticed then. */
  onReturning(call: () => void): void;
}
