/** Something kept, when it was made, and what it takes. */
export interface Weighed<Key> {
  readonly key: Key;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly bytes: number;
}

/** Which of them are to go, oldest first, so that the rest takes at most so many bytes. */
export function overLimit<Key>(kept: readonly Weighed<Key>[], mostBytes: number): Key[] {
  let bytes = kept.reduce((sum, one) => sum + one.bytes, 0);
  const gone: Key[] = [];
  for (const one of [...kept].sort((a, b) => a.at - b.at)) {
    if (bytes <= mostBytes) break;
    bytes -= one.bytes;
    gone.push(one.key);
  }
  return gone;
}
