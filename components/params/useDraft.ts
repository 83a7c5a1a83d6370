import { useEffect, useRef, useState } from "react";

/**
 * What is being entered and is not (yet) a value: shown instead of the value until that changes from elsewhere, as by
 * undo. `null` is none.
 */
export function useDraft<T>(
  value: string,
  onDropped: () => void,
): { draft: T | null; setDraft: (draft: T | null) => void; note: (taken: string) => void } {
  const [draft, setDraft] = useState<T | null>(null);
  const taken = useRef(value);
  const dropped = useRef(onDropped);
  dropped.current = onDropped;
  useEffect(() => {
    if (taken.current === value) return;
    taken.current = value;
    setDraft(null);
    dropped.current();
  }, [value]);
  return {
    draft,
    setDraft,
    note: (next) => {
      taken.current = next;
    },
  };
}
