/** −ln P of symbols that tables and prose hold outside ASCII. */
const costs = new Map<number, number>();
for (const [cost, symbols] of [
  [4.5, "’"],
  [7, "°“”–€\u00a0№"],
  [7.5, "«»£…„"],
  [8, "²³ºª½®•‘—¿¡"],
  [8.5, "§©™´±µ×·‚¼¾‹›†"],
  [9.5, "¥¢÷¹¬¶‰¦¸¨¯"],
  [10.5, "¤ˆ˜\u00ad"],
] as const) {
  for (const symbol of symbols) costs.set(symbol.charCodeAt(0), cost);
}

/** −ln P of a character that is no letter; controls and frames of boxes are the least likely. */
export function symbolCost(point: number): number {
  const known = costs.get(point);
  if (known !== undefined) return known;
  if (point < 0xa0) return 16;
  return point >= 0x2500 && point < 0x25a0 ? 12.5 : 11.5;
}
