/** Decodes until nothing changes, as a careless server behind a careless proxy might; null where that does not end. */
function fullyDecoded(text: string): string | null {
  let current = text;
  for (let round = 0; round < 5; round += 1) {
    let next: string;
    try {
      next = decodeURIComponent(current);
    } catch {
      // A lone % is a plain character in a path; what was decoded so far is what a server would see.
      return current;
    }
    if (next === current) return current;
    current = next;
  }
  return null;
}

/** Whether a path holds a segment of dots that a server might resolve, in any encoding of them. */
export function climbs(path: string): boolean {
  const decoded = fullyDecoded(path);
  return decoded === null || decoded.split(/[/\\]/).some((part) => /^\.{1,2}(;.*)?$/.test(part));
}
