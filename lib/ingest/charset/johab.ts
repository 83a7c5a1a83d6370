/** Unicode's number of the first consonant, vowel and last consonant for each 5 bits; -1 is none, -2 not in use. */
const firsts = [-2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
const vowels = [
  -2, -2, -1, 0, 1, 2, 3, 4, -2, -2, 5, 6, 7, 8, 9, 10, -2, -2, 11, 12, 13, 14, 15, 16, -2, -2, 17, 18, 19,
  20,
];
const lasts = [
  -2, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, -2, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
  27,
];
// The letters on their own, as U+31xx.
const loneFirsts = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const loneLasts = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/**
 * Johab (KS X 1001 annex 3, code page 1361): a syllable's bits are its letters; symbols and Chinese characters stand
 * in the order of KS X 1001, whose pairs are read from the table of EUC-KR.
 */
export function fillJohab(table: Uint32Array, eucKr: Uint32Array): void {
  for (let code = 0x8441; code <= 0xd3ff; code++) {
    const trail = code & 0xff;
    if (trail >= 0x41 && trail <= 0xfe && trail !== 0x7f) table[code] = hangul(code);
  }
  for (let lead = 0xd9; lead <= 0xf9; lead++) {
    if (lead === 0xdf) continue;
    const row = lead < 0xdf ? (lead - 0xd9) * 2 : (lead - 0xe0) * 2 + 0x29;
    for (let place = 0; place < 188; place++) {
      const trail = place < 78 ? 0x31 + place : 0x91 + place - 78;
      const pair = ((0xa1 + row + (place >= 94 ? 1 : 0)) << 8) | (0xa1 + (place % 94));
      // The letters of the fourth row have codes of their own above.
      const isLetter = pair >= 0xa4a1 && pair <= 0xa4d3;
      table[(lead << 8) | trail] = isLetter ? 0 : (eucKr[pair] ?? 0);
    }
  }
}

function hangul(code: number): number {
  const first = firsts[(code >> 10) & 31] ?? -2;
  const vowel = vowels[(code >> 5) & 31] ?? -2;
  const last = lasts[code & 31] ?? -2;
  if (first === -2 || vowel === -2 || last === -2) return 0;
  if (first >= 0 && vowel >= 0) return 0xac00 + (first * 21 + vowel) * 28 + last;
  if (first >= 0 && last === 0) return loneFirsts.charCodeAt(first);
  if (vowel >= 0 && first === -1 && last === 0) return 0x314f + vowel;
  if (first === -1 && vowel === -1 && last > 0) return loneLasts.charCodeAt(last);
  return 0;
}
