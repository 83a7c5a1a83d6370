import type { OutFolders } from "../store/platform.ts";

interface FolderPicker {
  showDirectoryPicker?(options: { mode: "readwrite" }): Promise<FileSystemDirectoryHandle>;
}

/** Folders of the disk that may be written to, where the browser has a dialog for that. */
export function createOutFolders(): OutFolders {
  const { showDirectoryPicker } = window as FolderPicker;
  return {
    hasFolders: showDirectoryPicker !== undefined,
    async pick() {
      try {
        return (await showDirectoryPicker?.call(window, { mode: "readwrite" })) ?? null;
      } catch (thrown) {
        if (thrown instanceof DOMException && thrown.name === "AbortError") return null;
        throw thrown;
      }
    },
  };
}
