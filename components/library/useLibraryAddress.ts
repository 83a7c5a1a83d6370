import { useEffect } from "react";

/** While the library is open it stands in the address, so that it can be bookmarked and survives a reload. */
export function useLibraryAddress(): void {
  useEffect(() => {
    write(true);
    return () => write(false);
  }, []);
}

function write(isOpen: boolean): void {
  const url = new URL(location.href);
  const notebook = url.searchParams.get("n");
  const query = [isOpen ? "library" : "", notebook === null ? "" : `n=${encodeURIComponent(notebook)}`];
  url.search = query.filter((part) => part !== "").join("&");
  // The browser's own method, as for the notebook's address.
  History.prototype.replaceState.call(history, null, "", url);
}
