/** What a key does in a cell's editor beyond typing. */
export type EditorAction = "run-stay" | "run-next" | "run-insert" | "split";

/** The parts of a keyboard event that name a key. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Jupyter's keys of edit mode; null leaves the key to the editor. Escape is the editor's own while one of its pop-ups is open. */
export function editorAction(event: KeyPress): EditorAction | null {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Enter") {
    if (command) return event.shiftKey || event.altKey ? null : "run-stay";
    if (event.altKey) return event.shiftKey ? null : "run-insert";
    return event.shiftKey ? "run-next" : null;
  }
  // By place as well, since Shift makes "-" into "_", and not on every keyboard.
  const minus = event.code === "Minus" || event.key === "-" || event.key === "_";
  return minus && command && event.shiftKey && !event.altKey ? "split" : null;
}
