/** A text in small letters, without accents, marks and spaces too many. */
export function plainText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The words of a text in alphabetical order, each once (as OpenRefine's fingerprint): "Smith, John" and "john smith." have one. */
export function fingerprint(text: string): string {
  return [...new Set(plainText(text).split(" "))].sort().join(" ");
}

/** The runs of `n` letters of a text in alphabetical order, each once: it looks through spaces and small slips. */
export function ngramFingerprint(text: string, n: number): string {
  const letters = plainText(text).replaceAll(" ", "");
  if (letters.length <= n) return letters;
  const grams = new Set<string>();
  for (let at = 0; at + n <= letters.length; at += 1) grams.add(letters.slice(at, at + n));
  return [...grams].sort().join("");
}
