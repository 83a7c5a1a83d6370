const mostLines = 100;

/** Whether text is lines of fields between commas, semicolons or bars: at least two, each with as many fields. */
export function delimitedText(text: string): boolean {
  // SQL and program text have commas too; no heading begins with such a word and a blank.
  if (/^\s*(?:select|with|from|insert|create|update|delete|import|export|const|let|return)\s+\S/i.test(text))
    return false;
  return [",", ";", "|"].some((delimiter) => {
    const counts = fieldCounts(text, delimiter);
    if (counts === null || counts.length < 2) return false;
    const [first = 0] = counts;
    return first > 1 && counts.every((count) => count === first) && !isProse(text, delimiter);
  });
}

/** Fields by record, for the first records; null where a quote is not closed. Blank lines are passed over. */
function fieldCounts(text: string, delimiter: string): number[] | null {
  const counts: number[] = [];
  let fields = 1;
  let isQuoted = false;
  let isStart = true;
  let isBlank = true;
  for (let at = 0; at <= text.length && counts.length < mostLines; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === undefined) return null;
      if (character === '"') {
        if (text[at + 1] === '"') at++;
        else isQuoted = false;
      }
    } else if (character === undefined || character === "\n") {
      if (!isBlank) counts.push(fields);
      fields = 1;
      isStart = true;
      isBlank = true;
      continue;
    } else if (character === '"' && isStart) isQuoted = true;
    else if (character === delimiter) fields++;
    isStart = character === delimiter;
    if (character !== undefined && character.trim() !== "") isBlank = false;
  }
  return counts;
}

/** Sentences have a blank behind each comma, and end with a mark. */
function isProse(text: string, delimiter: string): boolean {
  if (delimiter === "|") return false;
  const lines = text.split(/\r?\n/, mostLines).filter((line) => line.trim() !== "");
  const parts = lines.flatMap((line) => line.split(delimiter).slice(1));
  return parts.every((part) => part.startsWith(" ")) && lines.some((line) => /[.!?;:{(]\s*$/.test(line));
}
