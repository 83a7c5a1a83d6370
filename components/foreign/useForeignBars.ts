import { type ComponentType, useEffect, useState } from "react";
import { useApp } from "../ui/AppContext.tsx";

/** What stands over a notebook from elsewhere; null where there is none, or until it has come. */
export function useForeignBars(): ComponentType | null {
  const isWanted = useApp(
    ({ origin, asking, walls }) => origin === "foreign" || asking !== null || walls === "missing",
  );
  const [Bars, setBars] = useState<ComponentType | null>(null);
  useEffect(() => {
    // Not a lazy component, which React would draw 300 ms later, when the notebook below has long been seen.
    if (isWanted) void import("./ForeignBars.tsx").then((module) => setBars(() => module.ForeignBars));
  }, [isWanted]);
  return isWanted ? Bars : null;
}
