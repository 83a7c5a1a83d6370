/** What a number stands for by its format; "padded" is a number that is shown with leading zeros, as codes are. */
export type FormatMeaning = "number" | "padded" | "date" | "datetime" | "time" | "duration";

const builtIn = builtInMeanings();

/** The meaning of a number format by its id and, where the workbook defines it, its code. */
export function formatMeaning(id: number, code: string | undefined): FormatMeaning {
  return code === undefined ? (builtIn[id] ?? "number") : meaningOfCode(code);
}

/** The meaning of a format code such as `[$-409]d-mmm-yy h:mm;@`: what its first section shows. */
export function meaningOfCode(code: string): FormatMeaning {
  const section = bareSection(code);
  if (/^general$/i.test(section.trim())) return "number";
  if (/\[(h+|m+|s+)\]/i.test(section)) return "duration";
  const letters = section.replace(/\[[^\]]*\]/g, "").replace(/general/gi, "");
  if (/^0[0-]*0$/.test(section.trim())) return "padded";
  // Placeholders for digits show a plain number; those behind seconds are their fractions.
  if (/[#?]/.test(letters) || /0/.test(letters.replace(/s[.,]0+/gi, "s"))) return "number";
  const clock = /am\/pm|a\/p|上午\/下午/gi;
  const hasClock = clock.test(letters);
  const tokens = letters.replace(clock, "\u2400").match(/y+|m+|d+|h+|s+|e+|g+|b+|a{3,4}|\u2400/gi) ?? [];
  let hasDate = false;
  let hasTime = hasClock;
  tokens.forEach((token, index) => {
    const letter = token[0]?.toLowerCase() ?? "";
    if (letter === "h" || letter === "s") hasTime = true;
    else if (letter === "m" && token.length < 3 && isMinutes(tokens, index)) hasTime = true;
    else if (letter !== "\u2400") hasDate = true;
  });
  if (hasDate) return hasTime ? "datetime" : "date";
  return hasTime ? "time" : "number";
}

/** An m beside hours or seconds is minutes; anywhere else it is a month. */
function isMinutes(tokens: readonly string[], index: number): boolean {
  const near = (at: number) => tokens[at]?.[0]?.toLowerCase();
  return near(index - 1) === "h" || near(index + 1) === "s";
}

/** The first section without quoted text, escaped characters, padding, and brackets that are no elapsed time. */
function bareSection(code: string): string {
  let bare = "";
  for (let at = 0; at < code.length; at++) {
    const character = code[at] ?? "";
    if (character === ";") break;
    if (character === '"') {
      const end = code.indexOf('"', at + 1);
      at = end < 0 ? code.length : end;
    } else if (character === "\\" || character === "_" || character === "*") at++;
    else if (character === "[") {
      const end = code.indexOf("]", at);
      if (end < 0) break;
      const inside = code.slice(at + 1, end);
      // System formats: long date and time of the reader's own locale.
      if (/^\$-(x-sysdate|f800)/i.test(inside)) return "d";
      if (/^\$-(x-systime|f400)/i.test(inside)) return "h";
      if (/^(h+|m+|s+)$/i.test(inside)) bare += `[${inside}]`;
      at = end;
    } else bare += character;
  }
  return bare;
}

/** Ids that a workbook uses without defining them, East Asian and Thai ones among them. */
function builtInMeanings(): Record<number, FormatMeaning> {
  const meanings: Record<number, FormatMeaning> = {};
  const set = (meaning: FormatMeaning, ...ids: number[]) => {
    for (const id of ids) meanings[id] = meaning;
  };
  set("date", 14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58);
  set("date", 71, 72, 73, 74);
  set("time", 18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56, 75, 76, 78, 80);
  set("datetime", 22, 77);
  set("duration", 46, 79);
  set("date", 81);
  return meanings;
}
