import type { VersionEntry } from "../../lib/history/versionEntry.ts";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { notify } from "../../lib/store/notices.ts";
import { useApp, useAppStore } from "../ui/AppContext.tsx";

/** Brings a version back and says why where it cannot; nothing where another tab writes. */
export function useRestore(history: NotebookHistory): {
  restore: (version: VersionEntry) => Promise<void>;
  isReadOnly: boolean;
} {
  const store = useAppStore();
  const isReadOnly = useApp((state) => !state.writable);
  return {
    isReadOnly,
    async restore(version) {
      if (isReadOnly) return;
      const problem = await history.restore(version);
      if (problem) notify(store, "info", problem);
    },
  };
}
