import { type RefObject, useContext, useEffect, useState } from "react";
import { drawPicture } from "../../lib/browser/drawPicture.ts";
import type { OutputFrame } from "../../lib/browser/outputFrame.ts";
import { DrawFar, type Place } from "./usePlace.ts";

/** A chart that is drawn again within this time, as while a window is resized, is pictured once. */
const restMs = 500;

interface DrawnChart {
  readonly spec: unknown;
  readonly columns: { name: string; values: unknown[] }[];
}

/**
 * A light picture of what is drawn, for paper: a frame cannot draw anything new, or smaller, while the browser prints.
 * Kept only where `DrawFar` says that the page is made to be printed; null until it is there.
 */
export function usePrintedPicture(
  frame: RefObject<OutputFrame | null>,
  chart: DrawnChart | null,
  place: Place | null,
  isDrawn: boolean,
): string | null {
  const isWanted = useContext(DrawFar);
  const [picture, setPicture] = useState<string | null>(null);
  const scheme = place?.theme.scheme;
  const widthPx = place?.widthPx;
  useEffect(() => {
    // Another width gives another picture.
    if (!isWanted || !isDrawn || !chart || !widthPx) return;
    let isLatest = true;
    const timer = setTimeout(async () => {
      const made =
        scheme === "dark"
          ? await drawPicture(new URL("output/", document.baseURI).href, chart)
          : await frame.current?.picture("png");
      const dataUrl = typeof made === "object" && made !== null ? (made.ok ? made.value : null) : made;
      if (isLatest) setPicture(dataUrl ?? null);
    }, restMs);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [isWanted, isDrawn, chart, scheme, widthPx, frame]);
  return picture;
}
