let threeByte: Uint16Array | null = null;
let fourByte: Uint16Array | null = null;

const fourByteBmp = 39_420;
const supplementaryFrom = 189_000;

/** The character of EUC-JP's 8F `second` `third` (JIS X 0212), 0 for none. */
export function eucJpThreeByte(second: number, third: number): number {
  if (second < 0xa1 || second > 0xfe || third < 0xa1 || third > 0xfe) return 0;
  threeByte ??= fromPlatform("euc-jp", 94 * 94, (at) => [0x8f, 0xa1 + Math.floor(at / 94), 0xa1 + (at % 94)]);
  return threeByte[(second - 0xa1) * 94 + third - 0xa1] ?? 0;
}

/** The character of four bytes of GB18030, 0 for none. */
export function gb18030FourByte(first: number, second: number, third: number, fourth: number): number {
  const isForm =
    first >= 0x81 &&
    second >= 0x30 &&
    second <= 0x39 &&
    third >= 0x81 &&
    third <= 0xfe &&
    fourth >= 0x30 &&
    fourth <= 0x39;
  if (!isForm) return 0;
  const place = (((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + fourth - 0x30;
  if (place >= supplementaryFrom) {
    const point = 0x10000 + place - supplementaryFrom;
    return point <= 0x10ffff ? point : 0;
  }
  if (place >= fourByteBmp) return 0;
  fourByte ??= fromPlatform("gb18030", fourByteBmp, (at) => [
    0x81 + Math.floor(at / 12_600),
    0x30 + (Math.floor(at / 1260) % 10),
    0x81 + (Math.floor(at / 10) % 126),
    0x30 + (at % 10),
  ]);
  return fourByte[place] ?? 0;
}

/** Decodes every code once, a line feed after each. */
function fromPlatform(label: string, count: number, bytesOf: (at: number) => number[]): Uint16Array {
  const bytes: number[] = [];
  for (let at = 0; at < count; at++) bytes.push(...bytesOf(at), 10);
  const texts = new TextDecoder(label).decode(Uint8Array.from(bytes)).split("\n");
  return Uint16Array.from(texts.slice(0, count), (text) =>
    text.length === 1 && text !== "\ufffd" ? text.charCodeAt(0) : 0,
  );
}
