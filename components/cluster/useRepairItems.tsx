import { Combine, Wrench } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import type { Column, KeptResult } from "../../lib/engine/protocol.ts";
import { lazyModule } from "../../lib/lazy/lazyModule.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import type { MenuItem } from "../grid/columnMenu.ts";

const dialogs = lazyModule(() => import("./repairDialogs.ts"));

/** The lines in the menu of a column that look for look-alikes and repairs, and the dialog that one of them opened. */
export function useRepairItems(
  cell: Cell,
  result: KeptResult,
): { items(column: Column): MenuItem[]; dialog: ReactNode } {
  /** The column whose clusters are shown; "" for the repairs of all. */
  const [open, setOpen] = useState<string | null>(null);
  const show = useCallback(async (column: string) => {
    await dialogs.load();
    setOpen(column);
  }, []);
  const items = useCallback(
    (column: Column): MenuItem[] =>
      // Steps name the relation that they read.
      cell.name === ""
        ? []
        : [
            {
              id: "clusters",
              section: "clean",
              label: "Clusters…",
              icon: <Combine />,
              disabled: !/^(VARCHAR|ENUM)/.test(column.type),
              onSelect: () => void show(column.name),
            },
            {
              id: "repairs",
              section: "clean",
              label: "Find repairs…",
              icon: <Wrench />,
              onSelect: () => void show(""),
            },
          ],
    [cell.name, show],
  );
  const loaded = open === null ? null : dialogs.ifLoaded();
  const close = useCallback(() => setOpen(null), []);
  const about = { cell, result, onClose: close };
  const dialog =
    loaded &&
    (open === "" ? (
      <loaded.RepairDialog {...about} />
    ) : (
      <loaded.ClusterDialog {...about} column={open ?? ""} />
    ));
  return { items, dialog };
}
