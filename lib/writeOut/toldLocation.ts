/**
 * Where a source lies, as a manifest tells it: without the folder of a file of this machine, which is nobody's business, and
 * without what follows an address's path, which may be a key.
 */
export function toldLocation(location: string): string {
  if (location.startsWith("given:")) return `file:${location.replace(/^.*[\\/:]/, "")}`;
  return /^https?:/i.test(location) ? location.replace(/[?#].*$/s, "") : location;
}
