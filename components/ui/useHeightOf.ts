import { type RefObject, useLayoutEffect, useState } from "react";

/** The height of an element, in whole pixels, before anything of it is seen; 0 while it is not there. */
export function useHeightOf(element: RefObject<HTMLElement | null>, isThere: boolean): number {
  const [heightPx, setHeightPx] = useState(0);
  useLayoutEffect(() => {
    const observed = element.current;
    if (!isThere || !observed) return setHeightPx(0);
    const look = () => setHeightPx(Math.round(observed.getBoundingClientRect().height));
    look();
    const observer = new ResizeObserver(look);
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element, isThere]);
  return heightPx;
}
