const keyOf = (notebookId: string) => `eider-hosts-${notebookId}`;

/** Which origins each notebook may ask, remembered on this device under the id that it has only here. */
export function allowedHosts() {
  // What a private window refuses to keep still holds until the page is left.
  const given = new Map<string, readonly string[]>();

  function of(notebookId: string): readonly string[] {
    return given.get(notebookId) ?? kept(notebookId);
  }

  return {
    of,
    add(notebookId: string, origin: string): void {
      const origins = [...new Set([...of(notebookId), origin])];
      given.set(notebookId, origins);
      try {
        localStorage.setItem(keyOf(notebookId), JSON.stringify(origins));
      } catch (thrown) {
        if (!(thrown instanceof DOMException)) throw thrown;
      }
    },
  };
}

function kept(notebookId: string): readonly string[] {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(keyOf(notebookId)) ?? "[]");
    if (!Array.isArray(data)) return [];
    return data.filter((origin): origin is string => typeof origin === "string" && URL.canParse(origin));
  } catch (thrown) {
    // Storage that is switched off, or a text that something else wrote there.
    if (thrown instanceof DOMException || thrown instanceof SyntaxError) return [];
    throw thrown;
  }
}
