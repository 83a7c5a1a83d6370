/** What can be told of a file without reading it; null where it is not known. `lastModified` is milliseconds since 1970. */
export interface FileFacts {
  size: number | null;
  lastModified: number | null;
}

/** Why this device could keep neither the file nor a copy. */
export type KeepProblem =
  | "too-large" // for a copy, and the browser gave no handle
  | "many" // files, of which no single way back is kept
  | "refused" // no room, or a private window
  | "other-tab"; // another tab writes this notebook, and keeps its files

/** How a source hangs on a file of this device: what a reload will find, or why the file is not here. */
export type SourceLink =
  /** Attached. `isCopy`: from the copy kept here, not from the file itself. */
  | { status: "kept"; handle: boolean; copy: boolean; problem: KeepProblem | null; isCopy: boolean }
  /** The browser wants a click before it lets the page read the file again. */
  | { status: "waiting"; lastModified: number | null }
  | { status: "absent"; why: "not-kept" | "gone" | "denied"; lastModified: number | null }
  /** A file is at hand that is not what the notebook knew; it is used only when the person says so. */
  | { status: "changed"; name: string; before: FileFacts; now: FileFacts };

export interface RelinkState {
  /** By relation; nothing here of a source that has not been looked at yet. */
  links: Readonly<Record<string, SourceLink>>;
  /** Whether the bar offers to bring missing files in: once for each time a notebook is opened. */
  offering: boolean;
  /** Whether the dialog that asks for files is open. */
  finding: boolean;
  /** Names of the files offered last that no missing source knows. */
  unused: readonly string[];
}

export const nothingLinked: RelinkState = { links: {}, offering: false, finding: false, unused: [] };
