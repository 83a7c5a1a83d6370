import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ImportReport, Library } from "../../lib/store/library/library.ts";
import { entryTitle, type LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { useCommands } from "../ui/AppContext.tsx";
import { countOf } from "../ui/formatCount.ts";

/** What happened last, said in the dialog; `undo` takes it back. */
export interface LibraryNews {
  text: string;
  tone?: "error";
  /** More of it, one sentence each. */
  details?: readonly string[];
  undo?: () => Promise<void>;
}

/** The notebooks of this device and what can be done with them; the list is changed along, and read again on return. */
export function useLibrary() {
  const commands = useCommands();
  const library = useRef<Promise<Library> | null>(null);
  const [byId, setById] = useState<ReadonlyMap<string, LibraryEntry>>(new Map());
  const [status, setStatus] = useState<"reading" | "ready" | { failed: string }>("reading");
  const [news, setNews] = useState<LibraryNews | null>(null);
  const [busy, setBusy] = useState<string | null>(null);

  const get = useCallback(() => {
    library.current ??= commands.library();
    return library.current;
  }, [commands]);

  const put = useCallback((entries: readonly LibraryEntry[]) => {
    setById((before) => new Map([...before, ...entries.map((entry) => [entry.notebook.id, entry] as const)]));
  }, []);

  const read = useCallback(async () => {
    const all = new Map<string, LibraryEntry>();
    try {
      await (await get()).list((part) => {
        for (const entry of part) all.set(entry.notebook.id, entry);
        put(part);
      });
      setById(all);
      setStatus("ready");
    } catch (thrown) {
      setStatus({ failed: thrown instanceof Error ? thrown.message || thrown.name : String(thrown) });
    }
  }, [get, put]);

  useEffect(() => {
    void read();
    // Another tab may have written meanwhile.
    const again = () => void read();
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [read]);

  const actions = useMemo(() => {
    const change = (ids: readonly string[], how: (entry: LibraryEntry) => LibraryEntry) =>
      setById((before) => {
        const after = new Map(before);
        for (const id of ids) {
          const entry = after.get(id);
          if (entry) after.set(id, how(entry));
        }
        return after;
      });
    const named = (entries: readonly LibraryEntry[]) =>
      entries.length === 1 && entries[0]
        ? `“${entryTitle(entries[0])}”`
        : countOf(entries.length, "notebook");
    const idsOf = (entries: readonly LibraryEntry[]) => entries.map(({ notebook }) => notebook.id);

    /** Says why where the device refuses. */
    async function tried(what: string, how: (library: Library) => Promise<void>): Promise<void> {
      try {
        await how(await get());
      } catch (thrown) {
        const why = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
        setNews({ tone: "error", text: `${what} did not work: ${why}. Nothing was lost; try again.` });
      }
    }

    async function restore(entries: readonly LibraryEntry[], says: boolean): Promise<void> {
      await tried("Restoring", async (now) => {
        await now.restore(idsOf(entries));
        change(idsOf(entries), (entry) => ({ ...entry, deletedAt: null }));
        setNews(says ? { text: `${named(entries)} restored.` } : null);
      });
    }

    return {
      open: (id: string) => tried("Opening", (now) => now.open(id)),
      /** Whether a notebook of the served folder is open now. */
      async openServed(path: string): Promise<boolean> {
        let isOpen = false;
        await tried("Opening", async (now) => {
          isOpen = await now.openServed(path);
        });
        return isOpen;
      },
      async rename(entry: LibraryEntry, title: string): Promise<void> {
        await tried("Renaming", async (now) => {
          const renamed = await now.rename(entry, title);
          if (typeof renamed === "string") return setNews({ tone: "error", text: renamed });
          put([renamed]);
          setNews(null);
        });
      },
      async duplicate(entry: LibraryEntry): Promise<string | null> {
        let id: string | null = null;
        await tried("Duplicating", async (now) => {
          const copy = await now.duplicate(entry);
          put([copy]);
          id = copy.notebook.id;
          setNews({ text: `${named([copy])} made.` });
        });
        return id;
      },
      async move(entries: readonly LibraryEntry[], folder: string): Promise<void> {
        await tried("Moving", async (now) => {
          const path = await now.move(idsOf(entries), folder);
          change(idsOf(entries), (entry) => ({ ...entry, folder: path }));
          setNews({
            text: `${named(entries)} moved to ${path === "" ? "the top" : path}.`,
            undo: async () => {
              for (const entry of entries) await now.move([entry.notebook.id], entry.folder);
              put(entries);
              setNews(null);
            },
          });
        });
      },
      async remove(entries: readonly LibraryEntry[]): Promise<void> {
        await tried("Deleting", async (now) => {
          const deletedAt = await now.remove(idsOf(entries));
          change(idsOf(entries), (entry) => ({ ...entry, deletedAt }));
          setNews({
            text: `${named(entries)} put into Recently deleted, for 30 days.`,
            undo: () => restore(entries, false),
          });
        });
      },
      restore: (entries: readonly LibraryEntry[]) => restore(entries, true),
      async erase(entries: readonly LibraryEntry[]): Promise<void> {
        await tried("Deleting", async (now) => {
          await now.erase(idsOf(entries));
          setById((before) => new Map([...before].filter(([id]) => !idsOf(entries).includes(id))));
          setNews({ text: `${named(entries)} deleted for good.` });
        });
      },
      async importFiles(files: readonly File[]): Promise<void> {
        if (files.length === 0) return;
        setBusy("Importing…");
        await tried("Importing", async (now) => {
          const report = await now.importFiles(files);
          put(report.imported);
          setNews(importNews(report));
        });
        setBusy(null);
      },
      async exportAll(entries: readonly LibraryEntry[]): Promise<void> {
        setBusy("Writing the archive…");
        await tried("Exporting", async (now) => {
          if (await now.exportZip(entries))
            setNews({ text: `${countOf(entries.length, "notebook")} exported.` });
        });
        setBusy(null);
      },
      dismiss: () => setNews(null),
    };
  }, [get, put]);

  return { byId, status, news, busy, actions };
}

export type LibraryActions = ReturnType<typeof useLibrary>["actions"];

function importNews({ imported, problems }: ImportReport): LibraryNews {
  const text = `${countOf(imported.length, "notebook")} imported. Nothing of them has run.`;
  if (problems.length === 0) return { text };
  return {
    tone: "error",
    text: `${imported.length === 0 ? "Nothing was imported." : text} ${countOf(problems.length, "problem")}:`,
    details: problems,
  };
}
