import { useEffect, useState } from "react";
import type { LibraryEntry } from "../../lib/store/library/libraryEntry.ts";
import { searching } from "../../lib/store/library/searchLibrary.ts";

/** The entries in which what was typed occurs; looked for in slices, so that typing never waits. */
export function useFound(entries: readonly LibraryEntry[], typed: string): readonly LibraryEntry[] {
  const [found, setFound] = useState(entries);
  useEffect(() => {
    const search = searching(entries, typed);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const goOn = () => {
      const { done, value } = search.next();
      if (done) setFound(value);
      else timer = setTimeout(goOn);
    };
    goOn();
    return () => clearTimeout(timer);
  }, [entries, typed]);
  return found;
}
