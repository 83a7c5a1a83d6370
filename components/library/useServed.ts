import { useEffect, useState } from "react";
import { PlaceUnreachable } from "../../lib/store/disk/diskFiles.ts";
import type { ServedListing } from "../../lib/store/disk/servedFolder.ts";
import { useCommands } from "../ui/AppContext.tsx";

/** The folder of `eider serve`: "asking" until that is known, null where there is none. */
export type Served = "asking" | null | ServedListing | { failed: string };

/** What lies in the served folder, read again on return. */
export function useServed(): Served {
  const commands = useCommands();
  const [served, setServed] = useState<Served>("asking");
  useEffect(() => {
    let isCurrent = true;
    const look = () =>
      void commands
        .library()
        .then((library) => library.served())
        .catch((thrown: unknown): Served => {
          if (thrown instanceof PlaceUnreachable) return { failed: thrown.message };
          throw thrown;
        })
        .then((found) => isCurrent && setServed(found));
    look();
    window.addEventListener("focus", look);
    return () => {
      isCurrent = false;
      window.removeEventListener("focus", look);
    };
  }, [commands]);
  return served;
}
