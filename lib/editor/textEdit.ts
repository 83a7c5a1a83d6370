/** Replaces `text` from `start` to `end` (UTF-16 units of the old text). */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** The one edit that makes `after` out of `before`, as small as its two ends allow; null where they are equal. */
export function textEdit(before: string, after: string): TextEdit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let kept = 0;
  while (kept < shorter - start && before[before.length - 1 - kept] === after[after.length - 1 - kept])
    kept++;
  return { start, end: before.length - kept, text: after.slice(start, after.length - kept) };
}
