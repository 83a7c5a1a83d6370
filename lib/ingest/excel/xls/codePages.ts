const labels: Readonly<Record<number, string>> = {
  367: "windows-1252",
  866: "ibm866",
  874: "windows-874",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  1200: "utf-16le",
  10000: "macintosh",
  10007: "x-mac-cyrillic",
  32768: "macintosh",
  32769: "windows-1252",
  65001: "utf-8",
};

/** A decoder for texts of a Windows code page, and whether it is that code page's own. */
export function codePageDecoder(page: number): { decoder: TextDecoder; isKnown: boolean } {
  const label = page >= 1250 && page <= 1258 ? `windows-${page}` : labels[page];
  return { decoder: new TextDecoder(label ?? "windows-1252"), isKnown: label !== undefined };
}
