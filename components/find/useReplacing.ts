import { useState } from "react";
import type { Match } from "../../lib/notebookFind/findMatches.ts";
import { matchBeside } from "../../lib/notebookFind/nextMatch.ts";
import { replaceMatches } from "../../lib/notebookFind/replaceMatches.ts";
import { cellById } from "../../lib/store/selectors.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { useAppStore, useCommands } from "../ui/AppContext.tsx";
import { countOf } from "../ui/formatCount.ts";
import type { Finding } from "./useFinding.ts";

/** Replaces the match that is shown, or all; `said` is what came of it, until something else is looked for. */
export function useReplacing({ found, at, go, isCurrent, goPast }: Finding) {
  const store = useAppStore();
  const commands = useCommands();
  const [said, setSaid] = useState<string | null>(null);

  function replace(matches: readonly Match[], isAll: boolean): void {
    // The notebook was changed since; it is being searched again.
    if (!isCurrent()) return;
    const state = store.getState();
    const isFixed = (id: string) => cellKindOf(cellById(state, id)?.kind ?? "").readOnlyBecause !== undefined;
    const taken = state.sources.map(({ relation }) => relation);
    const { edits, replaced, refusals } = replaceMatches(state.document, matches, isFixed, taken);
    commands.edit(edits);
    const [first] = matches;
    // Where nothing came of it, the next match is shown all the same.
    if (!isAll && first && isCurrent()) go(matchBeside(found.matches.length, at, 1));
    else if (!isAll && first) goPast(first);
    const more = isAll && found.isCut ? ["There are more: replace all again"] : [];
    const done = isAll || replaced === 0 ? [`Replaced ${countOf(replaced, "place")}`] : [];
    const all = [...done, ...more, ...refusals.slice(0, 3)];
    setSaid(all.length > 0 ? all.join(". ").replace(/\.\. /g, ". ") : null);
  }

  return {
    said,
    forget: () => setSaid(null),
    one: () => {
      const match = found.matches[at];
      if (match) replace([match], false);
    },
    all: () => replace(found.matches, true),
  };
}
