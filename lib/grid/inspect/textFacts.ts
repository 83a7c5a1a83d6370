/** How long a text is: in characters (code points) and in bytes of UTF-8. */
export function textLength(text: string): { characters: number; bytes: number } {
  let characters = 0;
  let bytes = 0;
  for (let at = 0; at < text.length; at++, characters++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return { characters, bytes };
}

const signs: Readonly<Record<string, string>> = {
  " ": "·",
  "\t": "→\t",
  "\n": "↵\n",
  "\r": "␍",
  "\u00a0": "⍽",
};

/** A text with its blanks as signs that can be seen, and what cannot be seen at all by its code point. */
export function withVisibleBlanks(text: string): string {
  return text.replace(
    /[ \t\n\r\u00a0]|[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/gu,
    (sign) => signs[sign] ?? `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}
