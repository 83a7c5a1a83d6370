import { useEffect, useRef, useState } from "react";
import type { CellRun } from "../../lib/run/cellRun.ts";
import { cellLabel } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useAppStore } from "../ui/AppContext.tsx";
import { countOf } from "../ui/formatCount.ts";
import { formatElapsed } from "../ui/formatElapsed.ts";

/** Says politely how each run ended. */
export function RunAnnouncer() {
  const store = useAppStore();
  const [text, setText] = useState("");
  const seen = useRef(new Map<string, CellRun["status"]>());
  useEffect(() => {
    const announce = (state: AppState) => {
      const news: string[] = [];
      for (const [id, view] of Object.entries(state.cells)) {
        const before = seen.current.get(id);
        if (before === view.run.status) continue;
        seen.current.set(id, view.run.status);
        const sentence = before === undefined ? null : sentenceFor(state, id);
        if (sentence) news.push(sentence);
      }
      if (news.length > 0) setText(news.join(" "));
    };
    return store.subscribe(announce);
  }, [store]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  );
}

function sentenceFor(state: AppState, id: string): string | null {
  const view = state.cells[id];
  const name = cellLabel(state, id);
  if (!view || name === "") return null;
  switch (view.run.status) {
    case "done": {
      const rows = view.output?.result ? `: ${countOf(view.output.result.rowCount, "row")}` : "";
      return `${name} is done in ${formatElapsed(view.run.elapsedMs)}${rows}.`;
    }
    case "failed":
      return `${name} failed: ${view.run.error.message}`;
    case "blocked":
      return `${name} did not run: ${view.run.error.message}`;
    case "cancelled":
      return `${name} was stopped.`;
    default:
      return null;
  }
}
