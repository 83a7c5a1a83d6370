import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { HistoryStorage } from "../history/historyStorage.ts";
import { type KeptCell, keptLimits } from "../history/keptCell.ts";
import { overLimit } from "../history/overLimit.ts";
import type { RanText } from "../history/ranTexts.ts";
import type { VersionEntry } from "../history/versionEntry.ts";

interface Schema extends DBSchema {
  /** By notebook and the cell's name in lower case. */
  results: { key: [string, string]; value: KeptCell };
  /** What the results of each notebook take, so that nobody has to read them to know. */
  sizes: { key: string; value: { id: string; at: number; bytes: number } };
  versions: {
    key: number;
    value: Omit<VersionEntry, "id"> & { id?: number };
    indexes: { notebookId: string };
  };
  /** By notebook and hash. */
  texts: { key: [string, string]; value: string };
  runs: { key: [string, string]; value: RanText };
}

/** Longest wait for an idle moment. */
const idleWithinMs = 2_000;

/**
 * Results, versions and runs in an IndexedDB of their own: they are large and change often, and whatever happens to them
 * must not keep the notebooks from being opened. Opened at the first use; a refusal rejects that call and is tried again.
 */
export function createHistoryStorage(): HistoryStorage {
  let opening: Promise<IDBPDatabase<Schema>> | null = null;
  const open = () => {
    opening ??= openDB<Schema>("eider-history", 1, {
      upgrade(database) {
        database.createObjectStore("results");
        database.createObjectStore("sizes", { keyPath: "id" });
        const versions = database.createObjectStore("versions", { keyPath: "id", autoIncrement: true });
        versions.createIndex("notebookId", "notebookId");
        database.createObjectStore("texts");
        database.createObjectStore("runs");
      },
      // A newer version of the page in another tab is not to wait for this one.
      blocking() {
        void opening?.then((database) => database.close());
        opening = null;
      },
      terminated() {
        opening = null;
      },
    }).catch((thrown: unknown) => {
      opening = null;
      throw thrown;
    });
    return opening;
  };
  return {
    results: async (id) => (await open()).getAll("results", allOf(id)),
    async keepResults(id, { put, gone, bytes, at }) {
      const writing = (await open()).transaction(["results", "sizes"], "readwrite");
      const results = writing.objectStore("results");
      const sizes = writing.objectStore("sizes");
      const others = (await sizes.getAll()).filter((size) => size.id !== id);
      const evicted = overLimit(
        others.map((size) => ({ ...size, key: size.id })),
        keptLimits.deviceBytes - bytes,
      );
      await Promise.all([
        ...gone.map((name) => results.delete([id, name.toLowerCase()])),
        ...put.map((cell) => results.put(cell, [id, cell.name.toLowerCase()])),
        ...evicted.flatMap((other) => [results.delete(allOf(other)), sizes.delete(other)]),
        sizes.put({ id, at, bytes }),
        writing.done,
      ]);
    },
    async versions(id) {
      const found = await (await open()).getAllFromIndex("versions", "notebookId", id);
      return found
        .flatMap((version) => (version.id === undefined ? [] : [{ ...version, id: version.id }]))
        .reverse();
    },
    versionText: async (id, hash) => (await (await open()).get("texts", [id, hash])) ?? null,
    async keepVersion(version, text) {
      const writing = (await open()).transaction(["versions", "texts"], "readwrite");
      await Promise.all([
        writing.objectStore("texts").put(text, [version.notebookId, version.hash]),
        writing.objectStore("versions").add(version),
        writing.done,
      ]);
    },
    async dropVersions(id, ids, hashes) {
      const writing = (await open()).transaction(["versions", "texts"], "readwrite");
      await Promise.all([
        ...ids.map((version) => writing.objectStore("versions").delete(version)),
        ...hashes.map((hash) => writing.objectStore("texts").delete([id, hash])),
        writing.done,
      ]);
    },
    runs: async (id) => (await open()).getAll("runs", allOf(id)),
    async keepRuns(id, put, gone) {
      const writing = (await open()).transaction("runs", "readwrite");
      await Promise.all([
        ...put.map((ran) => writing.store.put(ran, [id, ran.key])),
        ...gone.map((key) => writing.store.delete([id, key])),
        writing.done,
      ]);
    },
    async forget(id) {
      const writing = (await open()).transaction(
        ["results", "sizes", "versions", "texts", "runs"],
        "readwrite",
      );
      const versions = writing.objectStore("versions");
      const ids = await versions.index("notebookId").getAllKeys(id);
      await Promise.all([
        ...ids.map((version) => versions.delete(version)),
        writing.objectStore("results").delete(allOf(id)),
        writing.objectStore("sizes").delete(id),
        writing.objectStore("texts").delete(allOf(id)),
        writing.objectStore("runs").delete(allOf(id)),
        writing.done,
      ]);
    },
    whenIdle: () =>
      new Promise((settle) => {
        // Safari has no such call; a task of its own is the next best.
        if (!("requestIdleCallback" in globalThis)) setTimeout(settle, 1);
        else requestIdleCallback(() => settle(), { timeout: idleWithinMs });
      }),
  };
}

/** All keys [id, …]: arrays come after texts. */
function allOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}
