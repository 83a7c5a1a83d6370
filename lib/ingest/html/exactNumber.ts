import { htmlCharacters } from "./htmlCharacters.ts";
import { attribute } from "./htmlTokens.ts";

/** The number that a spreadsheet says a cell holds, beside the text that it shows; null where it says none. */
export function exactNumber(attributes: string): string | null {
  if (!/x:num|data-sheets-value/i.test(attributes)) return null;
  const excel = attribute(attributes, "x:num");
  if (excel) return isNumber(excel) ? excel.trim() : null;
  const sheets = attribute(attributes, "data-sheets-value");
  // A number is {"1":3,"3":number}; its digits are taken as they are written.
  const found = /^\{"1":3,"3":(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\}$/.exec(htmlCharacters(sheets ?? ""));
  return found?.[1] ?? null;
}

/** Whether what is shown is that number, rounded, perhaps with separators between thousands. */
export function isRounded(shown: string, exact: string): boolean {
  const plain = shown.replace(/[\s,'\u00a0\u202f]/g, "");
  const places = /^-?\d+(?:\.(\d+))?$/.exec(plain);
  if (!places || plain === exact) return false;
  const digits = places[1]?.length ?? 0;
  return digits <= 20 && Number(Number(exact).toFixed(digits)) === Number(plain);
}

function isNumber(text: string): boolean {
  return /^\s*-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text);
}
