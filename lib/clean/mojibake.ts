/** Windows-1252's characters between 0x80 and 0x9F, by their code point. */
const windows1252 = new Map<number, number>(
  [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"].map((character, at) => [
    character.codePointAt(0) ?? 0,
    0x80 + at,
  ]),
);

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Characters that come of a byte past 0x7F where UTF-8 was read as Windows-1252 or Latin-1. */
const run = /[\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}/g;

/** What DuckDB can look for to leave out texts in which nothing is to be repaired. */
export const mojibakePattern = "[\\x{00C2}-\\x{00F4}][\\x{0080}-\\x{00BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";

/**
 * UTF-8 that was read as Windows-1252 or Latin-1, also several times over, as it was meant: "CafÃ©" is "Café". Runs of
 * characters that are no UTF-8 stay as they are, and so does every text without any.
 */
export function repairMojibake(text: string): string {
  for (let round = 0; round < 3; round++) {
    const repaired = text.replace(run, decoded);
    if (repaired === text) return text;
    text = repaired;
  }
  return text;
}

function decoded(characters: string): string {
  const bytes: number[] = [];
  for (const character of characters) {
    const point = character.codePointAt(0) ?? 0;
    const byte = windows1252.get(point) ?? (point <= 0xff ? point : null);
    if (byte === null) return characters;
    bytes.push(byte);
  }
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    // Not UTF-8: these characters were meant.
    return characters;
  }
}
