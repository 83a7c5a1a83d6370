/** What a key asks of the notebook that the keyboard stands on, beside Enter, which is the link's own. */
export type RowAction = "menu" | "rename" | "duplicate" | "move" | "delete";

interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** null where the key is none of these. A deleted notebook is only restored or deleted for good. */
export function rowAction(
  { key, ctrlKey, metaKey, shiftKey }: KeyPress,
  isDeleted: boolean,
): RowAction | null {
  if (key === "ContextMenu" || (key === "F10" && shiftKey)) return "menu";
  if (key === "Delete" || (key === "Backspace" && metaKey)) return "delete";
  if (isDeleted || ctrlKey || metaKey) return null;
  if (key === "F2") return "rename";
  if (key.toLowerCase() === "d") return "duplicate";
  return key.toLowerCase() === "m" ? "move" : null;
}
