import { useEffect, useState } from "react";
import type { LazyModule } from "../../lib/lazy/lazyModule.ts";

/** A part that is fetched once it is wanted; null until it is here. A fetch that fails is thrown while drawing. */
export function useLazy<T extends object>(part: LazyModule<T>, wanted: boolean): T | null {
  const [loaded, setLoaded] = useState<T | null>(() => part.ifLoaded());
  useEffect(() => {
    if (!wanted || loaded) return;
    part.load().then(
      (now) => setLoaded(now),
      (error: unknown) =>
        setLoaded(() => {
          throw error;
        }),
    );
  }, [part, wanted, loaded]);
  return loaded;
}
