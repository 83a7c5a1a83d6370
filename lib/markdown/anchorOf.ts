/** The name that a link within the text asks for, `#name`; one that is not well encoded is taken as it stands. */
export function anchorOf(href: string): string {
  const name = href.replace(/^#/, "");
  try {
    return decodeURIComponent(name);
  } catch {
    // A stranger's text may hold any "%"; then no heading is called that.
    return name;
  }
}
