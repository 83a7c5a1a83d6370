import type { OutputTheme } from "../../lib/output/protocol.ts";

const properties = ["foreground", "background", "grid", "fontFamily"] as const;

/** Makes the frame look like a piece of its page. */
export function applyTheme(theme: OutputTheme): void {
  const { style } = document.documentElement;
  style.colorScheme = theme.scheme;
  for (const property of properties) style.setProperty(`--${property}`, theme[property]);
}
