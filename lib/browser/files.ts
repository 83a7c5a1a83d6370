import { sourceHandle } from "./fileHandles.ts";

/** Dialogs for files, in every browser: the native ones where there are any, an input or a download where not. */

interface SavePicker {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
}

interface OpenPicker {
  showOpenFilePicker?(options: { multiple: boolean }): Promise<FileSystemFileHandle[]>;
}

/** Asks for files; empty where the user closed the dialog. Where the browser can, each keeps the way back to it. */
export async function pickFiles(accept: string[], multiple: boolean): Promise<File[]> {
  const { showOpenFilePicker } = window as OpenPicker;
  // A driven browser can fill in an input and nobody can answer its native dialog: it would count as closed.
  if (!showOpenFilePicker || navigator.webdriver) return pickFromInput(accept, multiple);
  try {
    const handles = await showOpenFilePicker.call(window, { multiple });
    return await Promise.all(handles.map((handle) => sourceHandle(handle).file()));
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
    if (thrown.name === "AbortError") return [];
    // Refused (a frame, an embedding program), or a file went away: the other way may work.
    return pickFromInput(accept, multiple);
  }
}

function pickFromInput(accept: string[], multiple: boolean): Promise<File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = multiple;
  input.accept = accept.join(",");
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

/** Asks where to save; null where the browser has no such dialog. */
export async function pickSaveTarget(name: string): Promise<FileSystemFileHandle | null | "cancelled"> {
  const { showSaveFilePicker } = window as SavePicker;
  return picked(showSaveFilePicker && (() => showSaveFilePicker.call(window, { suggestedName: name })));
}

async function picked<T>(ask: (() => Promise<T>) | undefined): Promise<T | null | "cancelled"> {
  try {
    return (await ask?.()) ?? null;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") return "cancelled";
    // Refused (a frame, an embedding program): another way may still work.
    return null;
  }
}

/** Hands a finished file to the browser's downloads. */
export function startDownload(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The download has taken its own hold of the blob by the next minute.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
