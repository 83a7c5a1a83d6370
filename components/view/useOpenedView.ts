import { useEffect, useRef, useState } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { OpenedView } from "../../lib/engine/viewRequest.ts";
import type { GridView } from "../../lib/view/gridView.ts";
import { useRows } from "../ui/AppContext.tsx";
import { nextViewId } from "./nextViewId.ts";

/** What a grid draws of a view. */
export interface ShownView {
  /** The rows on screen: of the view asked for, of the one before while that is made, or of the whole result. */
  result: KeptResult;
  /** Null where the whole result is on screen. */
  opened: OpenedView | null;
  /** Since when the view asked for is being made; null where it is on screen. */
  busySince: number | null;
  /** Why it could not be made; the whole result is then on screen. */
  error: string | null;
}

interface Settled {
  of: KeptResult;
  view: GridView;
  opened: OpenedView | null;
  error: string | null;
}

/**
 * The view of a result, opened in the engine; null asks for the result itself. What is on screen stays until the next
 * is there, and only then is it closed in the engine: people may scroll it meanwhile.
 */
export function useOpenedView(
  result: KeptResult,
  view: GridView | null,
  /** The relation whose rows are meant, where the result is not known by a key of its own. */
  relation: string | null = null,
): ShownView {
  const rows = useRows();
  const [settled, setSettled] = useState<Settled | null>(null);
  const [startedAt, setStartedAt] = useState(0);
  /** The number of the view on screen. */
  const onScreen = useRef<number | null>(null);
  // First rows of a run are no kept result.
  const isKept = result.resultKey !== "" || relation !== null;

  useEffect(() => {
    const show = (viewId: number | null) => {
      if (onScreen.current !== null) void rows.closeView(onScreen.current);
      onScreen.current = viewId;
    };
    if (view === null) {
      show(null);
      setSettled(null);
      return;
    }
    if (!isKept) return;
    const viewId = nextViewId();
    let isWanted = true;
    setStartedAt(Date.now());
    const failed = (message: string) => {
      if (!isWanted) return;
      show(null);
      setSettled({ of: result, view, opened: null, error: message });
    };
    const named = relation === null ? {} : { relation };
    rows.openView({ viewId, resultKey: result.resultKey, ...named, view }).then(
      (answer) => {
        if (!isWanted) return;
        if (!answer.ok) return failed(answer.error.message);
        show(viewId);
        setSettled({ of: result, view, opened: answer.value, error: null });
      },
      (thrown: unknown) => failed(thrown instanceof Error ? thrown.message : String(thrown)),
    );
    return () => {
      isWanted = false;
      if (onScreen.current !== viewId) void rows.closeView(viewId);
    };
  }, [rows, result, view, isKept, relation]);

  useEffect(
    () => () => {
      if (onScreen.current !== null) void rows.closeView(onScreen.current);
      onScreen.current = null;
    },
    [rows],
  );

  if (view === null) return { result, opened: null, busySince: null, error: null };
  const isCurrent = settled?.of === result && settled.view === view;
  return {
    result: settled?.opened?.result ?? (settled?.error && !isCurrent ? settled.of : result),
    opened: settled?.opened ?? null,
    busySince: isCurrent ? null : startedAt,
    error: isCurrent ? (settled?.error ?? null) : null,
  };
}
