import { Group } from "lucide-react";
import { useState } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";

/** Puts a group of a cell's rows below it, to be built on; sessions, funnels and their like are one click from there. */
export function GroupButton({ cell }: { cell: Cell }) {
  const store = useAppStore();
  const commands = useCommands();
  const [isBusy, setIsBusy] = useState(false);
  const insert = async () => {
    setIsBusy(true);
    try {
      const { insertGroup } = await import("../events/insertGroup.ts");
      insertGroup({ store, commands }, cell);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <button
      type="button"
      aria-label={`Group ${cell.name}`}
      aria-busy={isBusy}
      disabled={isBusy}
      onClick={() => void insert()}
    >
      <Group aria-hidden="true" />
      Group
    </button>
  );
}
