import { useCallback } from "react";
import type { ProfileBook } from "../../lib/profile/ProfileBook.ts";
import { useAppStore, useRows } from "../ui/AppContext.tsx";

/** One book a page: by its rows' source, which is the same for as long as the page is. */
const books = new WeakMap<object, ProfileBook>();

/** Answers the page's profiles, given the code that makes them. */
export function useProfileBook(): (code: { ProfileBook: typeof ProfileBook }) => ProfileBook {
  const store = useAppStore();
  const rows = useRows();
  return useCallback(
    (code) => {
      const known = books.get(rows);
      if (known) return known;
      const made = new code.ProfileBook(rows, {
        isBusy: () =>
          store.getState().busy || store.getState().sources.some(({ status }) => status === "loading"),
        onChange: store.subscribe,
      });
      books.set(rows, made);
      return made;
    },
    [store, rows],
  );
}
