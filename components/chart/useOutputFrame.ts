import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import {
  createOutputFrame,
  type Drawn,
  type HearSelected,
  type OutputFrame,
} from "../../lib/browser/outputFrame.ts";
import type { Outcome } from "../../lib/engine/protocol.ts";
import type { Place } from "./usePlace.ts";

export type Draw = (frame: OutputFrame, place: Place) => Promise<Outcome<Drawn>>;

/** The frame's address beside the page's own. */
function frameUrl(): string {
  return new URL("output/", document.baseURI).href;
}

/**
 * Keeps an output frame in an element while that is near the window, and draws into it whenever `draw` or the page's
 * colours change; a change of width alone resizes what is there. `drawn` is null until something was drawn, and
 * `isCurrent` says whether it is what `draw` draws; `drawing` is another one whenever it was drawn anew. The frame is made
 * as soon as a drawing `isExpected`, so that it loads while the drawing's rows are still asked for.
 */
export function useOutputFrame(
  ref: RefObject<HTMLElement | null>,
  place: Place | null,
  draw: Draw | null,
  title: string,
  { isExpected = false, onSelected }: { isExpected?: boolean; onSelected?: HearSelected | undefined } = {},
): {
  drawn: Outcome<Drawn> | null;
  isCurrent: boolean;
  drawing: object | null;
  frame: RefObject<OutputFrame | null>;
} {
  const frame = useRef<OutputFrame | null>(null);
  const [state, setState] = useState<{ drawn: Outcome<Drawn>; draw: Draw; drawing: object } | null>(null);
  const hear = useRef(onSelected);
  const isNear = (place?.isNear ?? false) && (place?.widthPx ?? 0) > 0;
  const theme = place?.theme ?? null;
  const widthPx = place?.widthPx ?? 0;
  const latestWidth = useRef(widthPx);
  const drawnWidth = useRef(0);

  useEffect(() => {
    latestWidth.current = widthPx;
    hear.current = onSelected;
  }, [widthPx, onSelected]);

  const frameIn = useCallback(
    (element: HTMLElement) => {
      frame.current ??= createOutputFrame(element, frameUrl(), {
        title,
        onSelected: (selection, isMoving) => hear.current?.(selection, isMoving),
      });
      return frame.current;
    },
    [title],
  );

  useEffect(() => {
    if (isNear && isExpected && ref.current) frameIn(ref.current);
  }, [isNear, isExpected, ref, frameIn]);

  const isNeeded = isExpected || draw !== null || state !== null;
  useEffect(() => {
    if (isNeeded) return;
    // No rows came, or an error: nothing is drawn in it.
    frame.current?.dispose();
    frame.current = null;
  }, [isNeeded]);

  useEffect(() => {
    const element = ref.current;
    if (!isNear || !theme || !draw || !element) return;
    const made = frameIn(element);
    const width = latestWidth.current;
    drawnWidth.current = width;
    let isLatest = true;
    const drawAndFit = async () => {
      const drawn = await draw(made, { isNear, theme, widthPx: width });
      // A frame that hung is gone; the next drawing gets a new one.
      if (!drawn.ok && drawn.error.code === "crashed" && frame.current === made) frame.current = null;
      if (!isLatest) return;
      const drawing = {};
      setState({ drawn, draw, drawing });
      // A width that changed while it was drawn may have been set on the picture before.
      const now = latestWidth.current;
      if (now === width || now === 0 || frame.current !== made) return;
      drawnWidth.current = now;
      const fitted = await made.resize(now);
      if (isLatest && frame.current === made) setState({ drawn: resized(drawn, fitted), draw, drawing });
    };
    void drawAndFit();
    return () => {
      isLatest = false;
    };
  }, [isNear, theme, draw, ref, frameIn]);

  useEffect(() => {
    if (!isNear) return;
    return () => {
      frame.current?.dispose();
      frame.current = null;
    };
  }, [isNear]);

  useEffect(() => {
    const made = frame.current;
    if (!isNear || !made || widthPx === 0 || widthPx === drawnWidth.current) return;
    // Steps of a drag come faster than a chart is drawn.
    const timer = setTimeout(() => {
      drawnWidth.current = widthPx;
      void made.resize(widthPx).then((outcome) => {
        if (frame.current === made)
          setState((before) => before && { ...before, drawn: resized(before.drawn, outcome) });
      });
    }, 80);
    return () => clearTimeout(timer);
  }, [isNear, widthPx]);

  return {
    drawn: state?.drawn ?? null,
    isCurrent: state !== null && state.draw === draw,
    drawing: state?.drawing ?? null,
    frame,
  };
}

/** What was left out of a chart is said when it is drawn, and stays said. */
function resized(before: Outcome<Drawn>, after: Outcome<Drawn>): Outcome<Drawn> {
  if (!after.ok || !before.ok) return after;
  return { ok: true, value: { ...after.value, warnings: before.value.warnings } };
}
