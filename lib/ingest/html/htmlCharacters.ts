import { decodeEntities } from "../../markdown/decodeEntities.ts";

/** What pages mean by the references 128 to 159: the characters of Windows-1252, which browsers show too. */
const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** HTML's character references as the characters that a browser would show, also where old pages left out the ";". */
export function htmlCharacters(text: string): string {
  if (!text.includes("&")) return text;
  const whole = text
    .replace(/&(nbsp|amp|lt|gt|quot|#\d{2,7})(?![;\w])/g, "&$1;")
    .replace(/&#(1[2-5]\d);/g, (all, code) => windows[Number(code) - 128] ?? all);
  return decodeEntities(whole);
}
