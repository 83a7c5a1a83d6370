/** "3.1 GiB" → bytes. */
export function parseBytes(text: string): number {
  const found = /^([\d.]+)\s*([KMGT]?)i?B/i.exec(text);
  const power = "KMGT".indexOf((found?.[2] ?? "").toUpperCase()) + 1;
  return found ? Math.round(Number(found[1]) * 1024 ** power) : 0;
}
