import { type RefObject, useEffect, useState } from "react";

/** Whether the element is in or within `marginPx` of the window; only what is near gets an editor of its own. */
export function useNear(ref: RefObject<HTMLElement | null>, marginPx: number): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      rootMargin: `${marginPx}px 0px`,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, marginPx]);
  return near;
}
