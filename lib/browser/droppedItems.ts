import { rememberHandle } from "./fileHandles.ts";

/** Only Chromium hands out handles of what is dropped. */
interface HandedItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** What was dropped: files, each with the way back to it where the browser gives one, and folders yet to be walked. */
export interface DroppedItems {
  files: File[];
  folders: FileSystemEntry[];
}

/** Takes a drop apart. Only to be called in the event itself. */
export function droppedItems(transfer: DataTransfer): DroppedItems {
  const found: DroppedItems = { files: [], folders: [] };
  const items: (DataTransferItem & HandedItem)[] = [...transfer.items];
  for (const item of items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry();
    if (entry?.isDirectory) {
      found.folders.push(entry);
      continue;
    }
    const file = item.getAsFile();
    if (!file) continue;
    if (item.getAsFileSystemHandle) rememberHandle(file, fileHandleOf(item.getAsFileSystemHandle()));
    found.files.push(file);
  }
  return found;
}

async function fileHandleOf(asked: Promise<FileSystemHandle | null>): Promise<FileSystemFileHandle | null> {
  try {
    const handle = await asked;
    return handle instanceof FileSystemFileHandle ? handle : null;
  } catch (thrown) {
    // The file is here all the same; only the way back to it is not.
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}
