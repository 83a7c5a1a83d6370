import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { buildGraph } from "../../lib/dataflow/graph.ts";
import { type FlowNode, flowNodes } from "../../lib/dataflow/layout/flowNodes.ts";
import { factsOf } from "../../lib/run/factsOf.ts";
import { isRunnable } from "../../lib/run/runnableKinds.ts";
import type { AppState } from "../../lib/store/state.ts";
import { loadTypeScript, typeScriptIfLoaded } from "../../lib/typescript/lazyTypeScript.ts";
import { useApp } from "../ui/AppContext.tsx";

/** The notebook's graph as nodes: the same array until a name, a read or a problem changes, whatever is typed. */
export function useFlowNodes(): readonly FlowNode[] {
  // Typing comes first: the graph follows when there is time.
  const cells = useDeferredValue(useApp((state) => state.document.cells));
  const sources = useApp(sourceNames);
  const tools = useTools(cells.some(({ kind }) => kind === "ts"));
  const nodes = useMemo(() => {
    const names = sources === "" ? [] : sources.split("\n");
    // Without the tools, TypeScript cells read nothing; `tools` has it looked at again when they are there.
    const facts = cells.filter(({ kind }) => isRunnable(kind) && tools !== undefined).map(factsOf);
    return flowNodes(buildGraph(facts, names), names);
  }, [cells, sources, tools]);
  const signature = useMemo(() => JSON.stringify(nodes), [nodes]);
  const kept = useRef({ signature, nodes });
  if (kept.current.signature !== signature) kept.current = { signature, nodes };
  return kept.current.nodes;
}

function sourceNames({ sources, document }: AppState): string {
  return [...new Set([...sources.map(({ relation }) => relation), ...Object.keys(document.sources)])].join(
    "\n",
  );
}

/** Whether the TypeScript tools are there; fetches them where they are wanted. */
function useTools(areWanted: boolean): boolean {
  const [areThere, setThere] = useState(() => typeScriptIfLoaded() !== null);
  useEffect(() => {
    if (!areWanted || areThere) return;
    let isCurrent = true;
    void loadTypeScript().then(
      () => isCurrent && setThere(true),
      () => null,
    );
    return () => {
      isCurrent = false;
    };
  }, [areWanted, areThere]);
  return areThere;
}
