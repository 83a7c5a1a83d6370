/** Where the service worker answers; nothing else of the app's origin lies below it. */
export const netRoot = "/__net/";

/** The same-origin path by which a URL is fetched under a grant: the URL is one encoded segment. */
export function netPath(grantId: string, url: string): string {
  return `${netRoot}${encodeURIComponent(grantId)}/${encodeURIComponent(url)}`;
}

/** Takes such a path apart; null where it is none. Query and further segments are refused, so that a URL has one spelling. */
export function parseNetPath(pathAndQuery: string): { grantId: string; url: string } | null {
  const match = /^\/__net\/([\w-]+)\/([^/?#]+)$/.exec(pathAndQuery);
  const [, grantId, encoded] = match ?? [];
  if (grantId === undefined || encoded === undefined) return null;
  try {
    return { grantId, url: decodeURIComponent(encoded) };
  } catch {
    return null;
  }
}
