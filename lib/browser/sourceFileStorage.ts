import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { type CopyFacts, copyBudget, notebookCopyBytes } from "../relink/copyBudget.ts";
import type { KeepAnswer, KeptFile, SourceFiles } from "../relink/sourceFiles.ts";
import { handleOfFile, sourceHandle } from "./fileHandles.ts";

/** `copyBytes` is 0 where no copy is kept; an empty file has nothing to copy, yet counts as copied. */
interface FileRecord extends CopyFacts {
  lastModified: number;
  handle: FileSystemFileHandle | null;
}

type Key = [notebookId: string, relation: string];

interface Schema extends DBSchema {
  files: { key: Key; value: FileRecord };
  copies: { key: Key; value: File };
}

type Writing = IDBPTransaction<Schema, ["files", "copies"], "readwrite">;

let opening: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  opening ??= openDB<Schema>("eider-files", 1, {
    upgrade(database) {
      database.createObjectStore("files", { keyPath: ["notebookId", "relation"] });
      database.createObjectStore("copies");
    },
  }).catch((thrown: unknown) => {
    opening = null;
    throw thrown;
  });
  return opening;
}

/**
 * Handles and copies of sources' files in IndexedDB, apart from the notebooks: what is refused here for want of room
 * never stands in the way of saving a text. A refusal leaves less kept, and says so.
 */
export function createSourceFiles(): SourceFiles {
  async function put(record: FileRecord, copy: File | null): Promise<boolean> {
    const writing = (await open()).transaction(["files", "copies"], "readwrite");
    const isCopied = copy !== null && (await makeRoom(writing, record, copy.size));
    const key: Key = [record.notebookId, record.relation];
    const copies = writing.objectStore("copies");
    // Not awaited one by one: the transaction settles with the first of them that fails.
    const writes = [
      writing.objectStore("files").put({ ...record, copyBytes: isCopied && copy ? copy.size : 0 }),
      isCopied && copy ? copies.put(copy, key) : copies.delete(key),
    ];
    await Promise.all([...writes, writing.done]);
    return isCopied;
  }

  return {
    async load(notebookId) {
      try {
        const reading = (await open()).transaction(["files", "copies"]);
        const records = await reading.objectStore("files").getAll(ofNotebook(notebookId));
        return await Promise.all(
          records.map(async (record): Promise<KeptFile> => {
            const { relation, lastModified, handle } = record;
            const copy = (await reading.objectStore("copies").get([notebookId, relation])) ?? null;
            return { relation, lastModified, handle: handle && sourceHandle(handle), copy };
          }),
        );
      } catch (thrown) {
        return refused(thrown, []);
      }
    },
    async keep(notebookId, relation, file) {
      const handle = await handleOfFile(file);
      const { lastModified } = file;
      const record = { notebookId, relation, lastModified, handle, copyBytes: 0, keptAt: Date.now() };
      const answer = (copy: boolean, problem: KeepAnswer["problem"]): KeepAnswer => ({
        handle: handle && sourceHandle(handle),
        copy,
        problem: handle || copy ? null : problem,
      });
      try {
        return answer(await put(record, file.size <= notebookCopyBytes ? file : null), "too-large");
      } catch (thrown) {
        refused(thrown, null);
      }
      try {
        // Without the copy there may be room for the rest.
        await put(record, null);
        return answer(false, "refused");
      } catch (thrown) {
        return refused(thrown, { handle: null, copy: false, problem: "refused" });
      }
    },
    async retain(notebookId, relations) {
      try {
        const writing = (await open()).transaction(["files", "copies"], "readwrite");
        const keys = await writing.objectStore("files").getAllKeys(ofNotebook(notebookId));
        const gone = keys.filter(([, relation]) => !relations.includes(relation));
        await Promise.all([
          ...gone.map((key) => writing.objectStore("files").delete(key)),
          ...gone.map((key) => writing.objectStore("copies").delete(key)),
          writing.done,
        ]);
      } catch (thrown) {
        refused(thrown, null);
      }
    },
  };
}

/** Gives a copy of a notebook the ways to its files: handles, and copies where the budget has room. Never rejects. */
export async function copySourceFiles(from: string, to: string): Promise<void> {
  try {
    const records = await (await open()).getAll("files", ofNotebook(from));
    for (const record of records) {
      const copy = (await (await open()).get("copies", [from, record.relation])) ?? null;
      const writing = (await open()).transaction(["files", "copies"], "readwrite");
      const mine = { ...record, notebookId: to };
      const isCopied = copy !== null && (await makeRoom(writing, mine, copy.size));
      const writes = [
        writing.objectStore("files").put({ ...mine, copyBytes: isCopied && copy ? copy.size : 0 }),
        ...(isCopied && copy ? [writing.objectStore("copies").put(copy, [to, record.relation])] : []),
      ];
      await Promise.all([...writes, writing.done]);
    }
  } catch (thrown) {
    refused(thrown, null);
  }
}

/** Whether the budget has room for a copy; copies of other notebooks go where they must. */
async function makeRoom(writing: Writing, record: FileRecord, copyBytes: number): Promise<boolean> {
  const others = await writing.objectStore("files").getAll();
  const { fits, evict } = copyBudget(others, { ...record, copyBytes });
  for (const { notebookId, relation } of evict) {
    const other = others.find((file) => file.notebookId === notebookId && file.relation === relation);
    if (other) await writing.objectStore("files").put({ ...other, copyBytes: 0 });
    await writing.objectStore("copies").delete([notebookId, relation]);
  }
  return fits;
}

/** All keys that begin with a notebook's id. */
function ofNotebook(notebookId: string): IDBKeyRange {
  // Arrays come after every text, so this is past the last relation.
  return IDBKeyRange.bound([notebookId], [notebookId, []]);
}

/** Browsers refuse with DOMExceptions: no room, a private window, storage switched off, a file that went away. */
function refused<T>(thrown: unknown, answer: T): T {
  if (thrown instanceof DOMException) return answer;
  throw thrown;
}
