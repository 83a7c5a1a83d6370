import type { KeyPress } from "../editor/editorKeys.ts";

/** What was pressed in tinykeys' notation; null for a modifier alone, and for what only a dead key begins. */
export function pressedKey(event: KeyPress, isMac: boolean): string | null {
  const { key, code } = event;
  if (["Shift", "Control", "Alt", "Meta", "AltGraph", "Dead", "Unidentified", "CapsLock", "Fn"].includes(key))
    return null;
  const modifiers = [
    ...(event.ctrlKey ? [isMac ? "Control" : "$mod"] : []),
    ...(event.metaKey ? [isMac ? "$mod" : "Meta"] : []),
    ...(event.altKey ? ["Alt"] : []),
    ...(event.shiftKey ? ["Shift"] : []),
  ];
  // These would read as part of the notation; Option on a Mac makes other signs of letters.
  const byPlace = /^[\s+()]$/.test(key) || (event.altKey && key.length === 1 && code !== "");
  const name = byPlace ? code : key.length === 1 ? key.toLowerCase() : key;
  return name === "" ? null : [...modifiers, name].join("+");
}
