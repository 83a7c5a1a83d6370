import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Keeps an element as high as it was for as long as `held`, so that nothing below it jumps. */
export function useHeldHeight(held: boolean): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  const heightPx = useRef(0);

  useLayoutEffect(() => {
    const current = element.current;
    if (current) current.style.minHeight = held && heightPx.current > 0 ? `${heightPx.current}px` : "";
  }, [held]);

  useEffect(() => {
    const current = element.current;
    if (!current || held) return;
    const observer = new ResizeObserver(() => {
      heightPx.current = current.offsetHeight;
    });
    observer.observe(current);
    return () => observer.disconnect();
  });

  return element;
}
