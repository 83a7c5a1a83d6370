/** Whether this device knows of folded sections in a notebook; what it knows is read by code that is fetched then. */
export function keepsFolds(notebookId: string): boolean {
  try {
    return localStorage.getItem("eider.folds")?.includes(JSON.stringify(notebookId)) ?? false;
  } catch {
    return false;
  }
}
