/** The name of a notebook's file, without its ending: its title in characters that every system takes. */
export function notebookFileName(title: string): string {
  return title.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "") || "notebook";
}
