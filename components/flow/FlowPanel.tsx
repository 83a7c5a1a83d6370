import { useCallback, useEffect, useMemo, useState } from "react";
import type { FlowNode } from "../../lib/dataflow/layout/flowNodes.ts";
import type { AppState } from "../../lib/store/state.ts";
import { drawerBelowPx } from "../notebook/panelPreference.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./Flow.module.css";
import { FlowGraph } from "./FlowGraph.tsx";
import { FlowProblems } from "./FlowProblems.tsx";
import { FlowSearch } from "./FlowSearch.tsx";
import { useFlowNodes } from "./useFlowNodes.ts";

/** Cells and sources as a graph: who reads whom, how they stand, and what is wrong with them. */
export function FlowPanel() {
  const nodes = useFlowNodes();
  const commands = useCommands();
  const ui = useUiStore();
  const selected = useApp((state) => state.selection.cellId);
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState<string | null>(null);
  const keyed = useMemo(() => nodes.map(keyOf), [nodes]);
  const current = Math.max(0, keyed.indexOf(wanted ?? ""));
  useEffect(() => {
    if (selected !== null) setWanted(selected);
  }, [selected]);
  const found = useMemo(() => {
    const text = typed.trim().toLowerCase();
    if (text === "") return null;
    return new Set([...nodes.keys()].filter((at) => nodes[at]?.name.toLowerCase().includes(text)));
  }, [nodes, typed]);

  const open = useCallback(
    ({ cellId }: FlowNode) => {
      if (cellId === null) {
        ui.setState({ panelOpen: true });
        return;
      }
      ui.setState(window.innerWidth < drawerBelowPx ? { anchor: null, side: null } : { anchor: null });
      commands.select(cellId, "command");
      const cell = document.querySelector<HTMLElement>(`[data-cell-id="${CSS.escape(cellId)}"]`);
      cell?.focus({ preventScroll: true });
      cell?.scrollIntoView({ block: "center" });
    },
    [commands, ui],
  );
  const show = useCallback((at: number) => setWanted(keyed[at] ?? null), [keyed]);

  if (nodes.length === 0)
    return <p className={styles.empty}>Cells that run, and what they read, are drawn here.</p>;
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <FlowSearch
          typed={typed}
          onType={setTyped}
          found={found}
          current={current}
          onShow={show}
          onOpen={(at) => nodes[at] && open(nodes[at])}
        />
        <Summary nodes={nodes} />
      </div>
      <FlowProblems nodes={nodes} onShow={show} />
      <FlowGraph nodes={nodes} current={current} found={found} onCurrent={show} onOpen={open} />
    </div>
  );
}

function keyOf({ cellId, name }: FlowNode): string {
  return cellId ?? `source ${name}`;
}

function Summary({ nodes }: { nodes: readonly FlowNode[] }) {
  const commands = useCommands();
  const stale = useApp(staleCount);
  const sources = nodes.filter(({ cellId }) => cellId === null).length;
  const counts = [countOf(nodes.length - sources, "cell"), sources > 0 ? countOf(sources, "source") : ""];
  return (
    <div className={styles.summary}>
      <span>
        {[...counts.filter(Boolean), stale > 0 ? `${stale} stale` : ""].filter(Boolean).join(" · ")}
      </span>
      {stale > 0 && <Button label="Run stale cells" onClick={() => void commands.run(undefined, "stale")} />}
    </div>
  );
}

function staleCount({ cells, document }: AppState): number {
  return document.cells.filter(({ id }) => cells[id]?.run.status === "stale").length;
}
