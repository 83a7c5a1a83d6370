import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { startFindWorker } from "../../lib/browser/startFindWorker.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { Finder } from "../../lib/notebookFind/Finder.ts";
import { type Found, type Match, nothingFound, textsOf } from "../../lib/notebookFind/findMatches.ts";
import type { FindQuery } from "../../lib/notebookFind/findQuery.ts";
import { matchNear } from "../../lib/notebookFind/nextMatch.ts";
import { cellById, cellIds } from "../../lib/store/selectors.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { Marks } from "./Marks.ts";

/** A text is searched again this long after it was changed by typing in the notebook. */
const afterTypingMs = 120;

export interface Finding {
  found: Found;
  /** Which match is shown; -1 where none is. */
  at: number;
  /** Shows a match: selects its cell, unfolds what hides it, and brings it on the screen. */
  go(at: number): void;
  /** Gives the keyboard back to the cell of the match that is shown. */
  leave(): void;
  /** Whether the matches are those of the notebook as it is now; their places mean nothing in another. */
  isCurrent(): boolean;
  /** To be called as a match is replaced: what is shown next is the match after it. */
  goPast(match: Match): void;
}

/** Finds a query in the notebook as it is, and marks the places. */
export function useFinding(query: FindQuery, replacement: string): Finding {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  const cells = useApp((state) => state.document.cells);
  const [found, setFound] = useState<Found>(nothingFound);
  const [at, setAt] = useState(-1);
  const shown = useRef<Pick<Match, "id" | "part" | "start"> | null>(null);
  const foundIn = useRef<readonly Cell[] | null>(null);
  const isReplacing = useRef(false);
  const searched = useRef<{ query: FindQuery; replacement: string } | null>(null);
  const finder = useMemo(() => new Finder(startFindWorker, later), []);
  const marks = useMemo(() => new Marks((id) => cellById(store.getState(), id)?.source ?? ""), [store]);
  useEffect(() => () => finder.dispose(), [finder]);
  useEffect(() => () => marks.dispose(), [marks]);

  useEffect(() => {
    const isNew = searched.current?.query !== query || searched.current.replacement !== replacement;
    searched.current = { query, replacement };
    const goesOn = isReplacing.current;
    isReplacing.current = false;
    const search = () => {
      void finder.find(textsOf(cells), query, replacement).then((next) => {
        if (!next) return;
        const { selection } = store.getState();
        const near = matchNear(next.matches, shown.current, cellIds(store.getState()), selection.cellId);
        const match = next.matches[near] ?? null;
        shown.current = match;
        foundIn.current = cells;
        setFound(next);
        setAt(near);
        if (!goesOn || !match) return;
        commands.select(match.id, "command");
        marks.reveal(match);
      });
    };
    if (isNew || goesOn) return search();
    return later(afterTypingMs, search);
  }, [finder, store, commands, marks, cells, query, replacement]);

  useLayoutEffect(() => marks.show(found.matches, at), [marks, found, at]);

  const go = useCallback(
    (next: number) => {
      const match = found.matches[next];
      if (!match) return;
      shown.current = match;
      setAt(next);
      ui.setState({ anchor: null });
      commands.select(match.id, "command");
      marks.reveal(match);
    },
    [found, commands, ui, marks],
  );
  const leave = useCallback(() => {
    const { cellId } = store.getState().selection;
    const frame = cellId && document.querySelector<HTMLElement>(`[data-cell-id="${CSS.escape(cellId)}"]`);
    if (frame) frame.focus();
  }, [store]);
  const isCurrent = useCallback(() => foundIn.current === store.getState().document.cells, [store]);
  const goPast = useCallback(({ id, part, start, replacement: by }: Match) => {
    shown.current = { id, part, start: start + by.length };
    isReplacing.current = true;
  }, []);
  return { found, at, go, leave, isCurrent, goPast };
}

function later(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}
