/** What is remembered for the notebooks worked on last; older ones begin anew. */
const mostNotebooks = 50;

/** What this device remembers of a notebook under a key; null where it remembers nothing. */
export function readKept(key: string, notebookId: string): unknown {
  const found = readAll(key).find(([id]) => id === notebookId);
  return found ? found[1] : null;
}

/** Remembers something about a notebook on this device; null forgets it. */
export function writeKept(key: string, notebookId: string, value: unknown): void {
  const others = readAll(key).filter(([id]) => id !== notebookId);
  const all = value === null ? others : [[notebookId, value], ...others].slice(0, mostNotebooks);
  try {
    if (all.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(all));
  } catch (thrown) {
    // Private windows may refuse storage; then it is forgotten with the page.
    console.info("This could not be kept on the device.", thrown);
  }
}

function readAll(key: string): [id: string, value: unknown][] {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    if (!Array.isArray(data)) return [];
    return data.filter(
      (entry): entry is [string, unknown] => Array.isArray(entry) && typeof entry[0] === "string",
    );
  } catch (thrown) {
    console.info("What was kept on the device could not be read.", thrown);
    return [];
  }
}
