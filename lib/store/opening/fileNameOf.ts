/** The name of the file at an address, which says its format. */
export function fileNameOf({ pathname }: URL): string {
  const name = pathname.slice(pathname.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    // Not encoded as addresses are: the name as it stands still has its ending.
    return name;
  }
}
