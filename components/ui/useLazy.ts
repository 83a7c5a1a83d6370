import { useContext, useEffect, useState } from "react";
import type { LazyModule } from "../../lib/lazy/lazyModule.ts";
import { tellUnfetched } from "../../lib/store/tellUnfetched.ts";
import { AppContext } from "./AppContext.tsx";

/**
 * A part that is fetched once it is wanted; null until it is here. A fetch that fails is told, and tried again when there
 * is a network or the part is wanted anew: nothing of the page goes with it.
 */
export function useLazy<T extends object>(part: LazyModule<T>, wanted: boolean): T | null {
  const store = useContext(AppContext)?.store;
  const [loaded, setLoaded] = useState<T | null>(() => part.ifLoaded());
  useEffect(() => {
    if (!wanted || loaded) return;
    let isHere = true;
    let isLoading = false;
    // A network that comes while a fetch is failing is tried once that has failed.
    let isOnline = false;
    const load = () => {
      isLoading = true;
      isOnline = false;
      part.load().then(
        (now) => isHere && setLoaded(now),
        () => {
          isLoading = false;
          if (!isHere) return;
          if (isOnline) load();
          else if (store) tellUnfetched(store);
        },
      );
    };
    const onOnline = () => {
      isOnline = true;
      if (!isLoading) load();
    };
    load();
    window.addEventListener("online", onOnline);
    return () => {
      isHere = false;
      window.removeEventListener("online", onOnline);
    };
  }, [part, wanted, loaded, store]);
  return loaded;
}
