import { rememberHandle } from "./fileHandles.ts";

/** Only Chromium hands out handles of what is dropped. */
interface HandedItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** The files of a drop, each with the way back to it where the browser gives one. Only to be called in the event itself. */
export function droppedFiles(transfer: DataTransfer): File[] {
  return [...transfer.items].flatMap((item: DataTransferItem & HandedItem) => {
    const file = item.kind === "file" ? item.getAsFile() : null;
    if (!file) return [];
    if (item.getAsFileSystemHandle) rememberHandle(file, fileHandleOf(item.getAsFileSystemHandle()));
    return [file];
  });
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
