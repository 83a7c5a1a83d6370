/**
 * A module that is imported when it is first asked for. Asked again, the browser would look through all that the module
 * itself imports, in a task each: tens of milliseconds for every file of a folder. A failure is not kept.
 */
export function importedOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let imported: Promise<T> | null = null;
  return () => {
    if (imported) return imported;
    const first = load();
    imported = first;
    first.catch(() => {
      imported = null;
    });
    return first;
  };
}
