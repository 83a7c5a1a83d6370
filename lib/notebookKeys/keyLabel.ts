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
  return keys
    .split(" ")
    .flatMap((press) =>
      press
        .split("+")
        .map((part) => signs[part] ?? keySigns[part] ?? (part.length === 1 ? part.toUpperCase() : part)),
    );
}
