import { type RefObject, useEffect, useRef } from "react";

/** The width of a sheet of A4 or Letter within its margins, in CSS pixels. */
const paperPx = 700;

/**
 * Has the page printed as it stands on the screen, only smaller: charts are pictures that cannot be laid out anew while
 * the browser prints.
 */
export function usePrintedSize(): RefObject<HTMLDivElement | null> {
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = page.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => {
      if (matchMedia("print").matches) return;
      const widthPx = element.offsetWidth;
      element.style.setProperty("--screen-width", `${widthPx}px`);
      element.style.setProperty("--print-zoom", String(Math.min(1, paperPx / Math.max(widthPx, 1))));
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  return page;
}
