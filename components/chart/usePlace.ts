import { createContext, type RefObject, useContext, useEffect, useMemo, useState } from "react";
import type { OutputTheme } from "../../lib/output/protocol.ts";
import { onThemeChange, readTheme } from "./readTheme.ts";

/** What drawing needs to know of an element's place on the page. */
export interface Place {
  /** 0 where the element is not laid out, as in a folded cell. */
  widthPx: number;
  theme: OutputTheme;
  /** In sight or nearly so: frames are kept only there. */
  isNear: boolean;
}

/** How far beyond the window a frame is still kept. */
const nearMarginPx = 1_500;

/** Whether charts are drawn wherever they stand: what goes to paper is not near the window. */
export const DrawFar = createContext(false);

/** Follows an element's width, its nearness to the window and the page's colours; null until it was looked at once. */
export function usePlace(ref: RefObject<HTMLElement | null>): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const update = (change: Partial<Place>) => {
      // Nothing can be drawn anew while the browser prints; what is on the screen stays as it is.
      if (!matchMedia("print").matches)
        setPlace((before) => before && sameUnlessChanged(before, { ...before, ...change }));
    };
    // Looked at once at the start: observers report only with the next frame, which a hidden tab never draws.
    const { width, top, bottom } = element.getBoundingClientRect();
    const isNear = width > 0 && bottom > -nearMarginPx && top < window.innerHeight + nearMarginPx;
    setPlace({ widthPx: Math.floor(width), theme: readTheme(element), isNear });
    const sizes = new ResizeObserver(([entry]) =>
      update({ widthPx: Math.floor(entry?.contentRect.width ?? 0) }),
    );
    const sight = new IntersectionObserver(
      (entries) => update({ isNear: entries.at(-1)?.isIntersecting ?? false }),
      {
        rootMargin: `${nearMarginPx}px`,
      },
    );
    sizes.observe(element);
    sight.observe(element);
    const stopTheme = onThemeChange(() => update({ theme: readTheme(element) }));
    return () => {
      sizes.disconnect();
      sight.disconnect();
      stopTheme();
    };
  }, [ref]);
  const drawsFar = useContext(DrawFar);
  return useMemo(
    () => (place && drawsFar && !place.isNear ? { ...place, isNear: true } : place),
    [place, drawsFar],
  );
}

/** The same object where nothing differs, so that nothing is drawn again. */
function sameUnlessChanged(before: Place, after: Place): Place {
  const theme = JSON.stringify(before.theme) === JSON.stringify(after.theme) ? before.theme : after.theme;
  const isSame = before.widthPx === after.widthPx && before.isNear === after.isNear && before.theme === theme;
  return isSame ? before : { ...after, theme };
}
