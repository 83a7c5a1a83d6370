import { type RefObject, useEffect, useState } from "react";
import type { OutputTheme } from "../../lib/output/protocol.ts";
import { onThemeChange, readTheme } from "./readTheme.ts";

/** What drawing needs to know of an element's place on the page. */
export interface Place {
  widthPx: number;
  theme: OutputTheme;
  /** In sight or nearly so: frames are kept only there. */
  isNear: boolean;
}

/** How far beyond the window a frame is still kept. */
const nearMargin = "1500px";

/** Follows an element's width, its nearness to the window and the page's colours; null until it is laid out. */
export function usePlace(ref: RefObject<HTMLElement | null>): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const update = (change: Partial<Place>) =>
      setPlace((before) => {
        const { isNear = false, ...rest } = before ?? { widthPx: 0, theme: readTheme(element) };
        return sameUnlessChanged(before, { isNear, ...rest, ...change });
      });
    const sizes = new ResizeObserver(([entry]) => {
      const widthPx = Math.floor(entry?.contentRect.width ?? 0);
      if (widthPx > 0) update({ widthPx });
    });
    const sight = new IntersectionObserver(
      (entries) => update({ isNear: entries.at(-1)?.isIntersecting ?? false }),
      {
        rootMargin: nearMargin,
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
  return place && place.widthPx > 0 ? place : null;
}

/** The same object where nothing differs, so that nothing is drawn again. */
function sameUnlessChanged(before: Place | null, after: Place): Place {
  const theme =
    before && JSON.stringify(before.theme) === JSON.stringify(after.theme) ? before.theme : after.theme;
  const isSame =
    before && before.widthPx === after.widthPx && before.isNear === after.isNear && before.theme === theme;
  return isSame ? before : { ...after, theme };
}
