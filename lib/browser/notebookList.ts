/** Short lists of texts, one for each notebook, remembered on this device under the id that the notebook has only here. */
export function notebookList(name: string, isItem: (text: string) => boolean) {
  const keyOf = (notebookId: string) => `eider-${name}-${notebookId}`;
  // What a private window refuses to keep still holds until the page is left.
  const given = new Map<string, readonly string[]>();

  function kept(notebookId: string): readonly string[] {
    try {
      const data: unknown = JSON.parse(localStorage.getItem(keyOf(notebookId)) ?? "[]");
      if (!Array.isArray(data)) return [];
      return data.filter((item): item is string => typeof item === "string" && isItem(item));
    } catch (thrown) {
      // Storage that is switched off, or a text that something else wrote there.
      if (thrown instanceof DOMException || thrown instanceof SyntaxError) return [];
      throw thrown;
    }
  }

  const of = (notebookId: string) => given.get(notebookId) ?? kept(notebookId);

  function set(notebookId: string, items: readonly string[]): void {
    given.set(notebookId, items);
    try {
      localStorage.setItem(keyOf(notebookId), JSON.stringify(items));
    } catch (thrown) {
      if (!(thrown instanceof DOMException)) throw thrown;
    }
  }

  return {
    of,
    add: (notebookId: string, item: string) => set(notebookId, [...new Set([...of(notebookId), item])]),
    remove: (notebookId: string, item: string) =>
      set(
        notebookId,
        of(notebookId).filter((other) => other !== item),
      ),
    /** Takes an item out of the list of every notebook of this device. */
    drop(item: string): void {
      const ids = new Set(given.keys());
      const start = keyOf("");
      try {
        for (const key of Object.keys(localStorage))
          if (key.startsWith(start)) ids.add(key.slice(start.length));
      } catch (thrown) {
        if (!(thrown instanceof DOMException)) throw thrown;
      }
      for (const id of ids)
        if (of(id).includes(item))
          set(
            id,
            of(id).filter((other) => other !== item),
          );
    },
  };
}
