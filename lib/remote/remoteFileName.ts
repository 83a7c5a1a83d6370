/** A file's name from its address: the last part of the path, decoded, or the host where there is none. */
export function remoteFileName(url: URL): string {
  const last = url.pathname.split("/").findLast((part) => part !== "") ?? "";
  return decoded(last).replace(/[/\\]/g, "_") || url.hostname;
}

/** Percent signs that stand for nothing stay as they are. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
