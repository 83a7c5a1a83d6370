import { createContext, useContext } from "react";
import type { TraceTools } from "../../lib/store/trace/traceTools.ts";
import type { TraceEngine } from "../../lib/trace/rowsBehind.ts";

interface Tracing {
  engine: TraceEngine;
  tools: TraceTools;
}

export const TraceContext = createContext<Tracing | null>(null);

/** What a trace asks. */
export function useTracing(): Tracing {
  const tracing = useContext(TraceContext);
  if (!tracing) throw new Error("This stands within a trace.");
  return tracing;
}
