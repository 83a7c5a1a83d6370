import { type RefObject, useEffect, useState } from "react";

/** What is seen of an element that scrolls, in pixels; in steps, so that not every pixel draws anew. */
export interface Viewport {
  width: number;
  top: number;
  height: number;
}

const stepPx = 160;

export function useViewport(element: RefObject<HTMLElement | null>): Viewport {
  const [view, setView] = useState<Viewport>({ width: 0, top: 0, height: 0 });
  useEffect(() => {
    const scroller = element.current;
    if (!scroller) return;
    const look = () => {
      const next = {
        width: scroller.clientWidth,
        top: Math.floor(scroller.scrollTop / stepPx) * stepPx,
        height: scroller.clientHeight,
      };
      setView((before) =>
        before.width === next.width && before.top === next.top && before.height === next.height
          ? before
          : next,
      );
    };
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      scroller.removeEventListener("scroll", look);
    };
  }, [element]);
  return view;
}
