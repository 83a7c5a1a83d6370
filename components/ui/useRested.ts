import { useEffect, useState } from "react";

/** A value once it has not changed for so many milliseconds; with 0 the value as it is. */
export function useRested<T>(value: T, restMs: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    if (restMs === 0) return setRested(() => value);
    const timer = setTimeout(() => setRested(() => value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return restMs === 0 ? value : rested;
}
