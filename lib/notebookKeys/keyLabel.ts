const macSigns: Record<string, string> = { $mod: "⌘", Control: "⌃", Shift: "⇧", Alt: "⌥" };
const plainSigns: Record<string, string> = { $mod: "Ctrl", Control: "Ctrl", Shift: "Shift", Alt: "Alt" };
const keySigns: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  Enter: "Enter",
  Escape: "Esc",
  ArrowLeft: "←",
  ArrowRight: "→",
  Backspace: "Backspace",
};

/** A key in tinykeys' notation as its parts are printed on a keyboard: `Shift+k` is ["Shift", "K"], `d d` is ["D", "D"]. */
export function keyLabel(keys: string, isMac: boolean): string[] {
  const signs = isMac ? macSigns : plainSigns;
  return keys.split(" ").flatMap((press) =>
    press
      .split("+")
      // A key by its place on the keyboard: Alt makes other letters of it on a Mac.
      .map((part) => part.replace(/^Key(?=[A-Z]$)/, ""))
      .map((part) => signs[part] ?? keySigns[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
  );
}
