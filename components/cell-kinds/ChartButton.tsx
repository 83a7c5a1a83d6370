import { ChartColumn } from "lucide-react";
import { useState } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { useAppStore, useCommands, useRows } from "../ui/AppContext.tsx";
import styles from "./ChartButton.module.css";

/** Puts a chart of a cell's result below it. What decides on the chart is fetched when it is asked for. */
export function ChartButton({ cell, result }: { cell: Cell; result: KeptResult }) {
  const store = useAppStore();
  const commands = useCommands();
  const rows = useRows();
  const [isBusy, setIsBusy] = useState(false);
  const insert = async () => {
    setIsBusy(true);
    try {
      const { chartResult } = await import("../chart-builder/chartResult.ts");
      await chartResult({ store, commands, rows }, cell, result);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <button
      type="button"
      className={styles.chart}
      aria-label={`Chart ${cell.name}`}
      aria-busy={isBusy}
      disabled={isBusy}
      onClick={() => void insert()}
    >
      <ChartColumn aria-hidden="true" size={14} />
      Chart
    </button>
  );
}
