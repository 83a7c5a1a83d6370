import type { SourcePart } from "../engine/protocol.ts";
import type { LeftOut } from "../store/ways/addFolder.ts";
import { rememberHandle } from "./fileHandles.ts";

/** The files below a folder, with their paths from the folder's own name on, and what could not be read. */
export interface FolderFiles {
  files: SourcePart[];
  leftOut: LeftOut[];
}

/** Nobody means to add more: past it, a whole disk was picked. */
const mostFiles = 100_000;

/** Something in a folder, in whichever words the browser has for it. */
interface Node {
  path: string;
  /** null for a file. */
  children: (() => AsyncIterable<Node>) | null;
  file: () => Promise<File>;
}

/** Walks folders that were dropped. */
export function droppedFolders(entries: readonly FileSystemEntry[]): Promise<FolderFiles> {
  return walk(entries.map(entryNode));
}

/** Asks for a folder; null where the user closed the dialog. */
export async function pickFolder(): Promise<FolderFiles | null> {
  const { showDirectoryPicker } = window as FolderPicker;
  // A driven browser can fill in an input and nobody can answer its native dialog.
  if (!showDirectoryPicker || navigator.webdriver) return pickFromInput();
  try {
    return await walk([handleNode(await showDirectoryPicker.call(window), "")]);
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
    return thrown.name === "AbortError" ? null : pickFromInput();
  }
}

interface FolderPicker {
  showDirectoryPicker?(): Promise<FileSystemDirectoryHandle>;
}

function pickFromInput(): Promise<FolderFiles | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.webkitdirectory = true;
  return new Promise((resolve) => {
    input.addEventListener("change", () => {
      const files = [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath, file }));
      resolve({ files, leftOut: [] });
    });
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

async function walk(roots: readonly Node[]): Promise<FolderFiles> {
  const found: FolderFiles = { files: [], leftOut: [] };
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.files.length >= mostFiles) {
      const why = `only ${mostFiles.toLocaleString("en")} files of a folder are added`;
      found.leftOut.push({ path: `${node.path} and what comes after it`, why });
      break;
    }
    try {
      if (node.children) for await (const child of node.children()) waiting.push(child);
      else found.files.push({ path: node.path, file: await node.file() });
    } catch (thrown) {
      // One that cannot be read is no reason to lose the others.
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      found.leftOut.push({ path: node.path, why });
    }
  }
  return found;
}

function entryNode(entry: FileSystemEntry): Node {
  const path = entry.fullPath.replace(/^\//, "") || entry.name;
  return {
    path,
    children: isFolder(entry) ? () => entriesOf(entry) : null,
    file: () =>
      new Promise((resolve, reject) => {
        if (isFile(entry)) entry.file(resolve, reject);
        else reject(new Error("it is neither a file nor a folder"));
      }),
  };
}

async function* entriesOf(folder: FileSystemDirectoryEntry): AsyncIterable<Node> {
  const reader = folder.createReader();
  // Browsers answer a hundred at a time, and an empty list when all were told.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const entry of some) yield entryNode(entry);
  }
}

function handleNode(handle: FileSystemHandle, parent: string): Node {
  const path = parent === "" ? handle.name : `${parent}/${handle.name}`;
  return {
    path,
    children: handle instanceof FileSystemDirectoryHandle ? () => handlesOf(handle, path) : null,
    async file() {
      if (!(handle instanceof FileSystemFileHandle)) throw new Error("it is neither a file nor a folder");
      const file = await handle.getFile();
      rememberHandle(file, Promise.resolve(handle));
      return file;
    },
  };
}

async function* handlesOf(folder: FileSystemDirectoryHandle, path: string): AsyncIterable<Node> {
  for await (const handle of folder.values()) yield handleNode(handle, path);
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
