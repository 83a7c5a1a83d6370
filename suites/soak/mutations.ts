/** What was done to a file's bytes, in words. */
export interface Mutation {
  bytes: Uint8Array;
  what: string;
}

type Mutate = (bytes: Uint8Array, random: () => number) => Mutation;

const mostFlips = 16;

const kinds: readonly Mutate[] = [
  function flip(bytes, random) {
    const flipped = Uint8Array.from(bytes);
    const count = 1 + Math.floor(random() * mostFlips);
    for (let each = 0; each < count; each++) {
      const at = Math.floor(random() * flipped.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 + Math.floor(random() * 255));
    }
    return { bytes: flipped, what: `${count} bytes flipped` };
  },
  function truncate(bytes, random) {
    const length = Math.floor(random() * bytes.length);
    return { bytes: bytes.slice(0, length), what: `cut to ${length} bytes` };
  },
  function double(bytes) {
    const doubled = new Uint8Array(bytes.length * 2);
    doubled.set(bytes);
    doubled.set(bytes, bytes.length);
    return { bytes: doubled, what: "doubled" };
  },
];

/** A file's bytes, damaged in one of the ways that disks and downloads do; the same way for the same numbers. */
export function mutate(bytes: Uint8Array, random: () => number): Mutation {
  const kind = kinds[Math.floor(random() * kinds.length)];
  return bytes.length > 0 && kind ? kind(bytes, random) : { bytes, what: "empty as it was" };
}
