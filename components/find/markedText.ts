/** The text that is marked on the page, where it is a few words of one line: what one may want to look for. */
export function markedText(): string {
  const field = document.activeElement;
  const text =
    field instanceof HTMLTextAreaElement
      ? field.value.slice(field.selectionStart, field.selectionEnd)
      : (getSelection()?.toString() ?? "");
  return text.length <= 100 && !text.includes("\n") ? text : "";
}
