import type { Permission, SourceHandle } from "../relink/sourceFiles.ts";

/** Parts of the File System API that only some browsers have. */
interface AskingHandle {
  queryPermission?(options: { mode: "read" }): Promise<Permission>;
  requestPermission?(options: { mode: "read" }): Promise<Permission>;
}

// By the file: whoever is given a file need not know how it came, and the way back to it follows it.
const handles = new WeakMap<File, Promise<FileSystemFileHandle | null>>();

/** Notes the handle that a file came with, or will have once the browser has made it. */
export function rememberHandle(file: File, handle: Promise<FileSystemFileHandle | null>): void {
  handles.set(file, handle);
}

/** The handle that a file came with; null where the browser gave none. */
export async function handleOfFile(file: File): Promise<FileSystemFileHandle | null> {
  return (await handles.get(file)) ?? null;
}

/** A browser's handle in the application's words. */
export function sourceHandle(handle: FileSystemFileHandle & AskingHandle): SourceHandle {
  const read = { mode: "read" } as const;
  return {
    name: handle.name,
    // A browser without the question has answered it.
    permission: async () => (await handle.queryPermission?.(read)) ?? "granted",
    async ask() {
      try {
        return (await handle.requestPermission?.(read)) ?? "granted";
      } catch (thrown) {
        // Without a click just before, browsers refuse to ask at all.
        if (thrown instanceof DOMException) return "prompt";
        throw thrown;
      }
    },
    async file() {
      const file = await handle.getFile();
      rememberHandle(file, Promise.resolve(handle));
      return file;
    },
  };
}
