/** A notebook's title as the beginning of a file's name. */
export function fileBase(title: string): string {
  return title.replace(/[^\p{L}\p{N}_-]+/gu, "-").replace(/^-+|-+$/g, "") || "notebook";
}
