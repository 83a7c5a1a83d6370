/** A text with LF as its only line end, which is what cell sources have. */
export function unixLineEnds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
