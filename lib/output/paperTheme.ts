import type { OutputTheme } from "./protocol.ts";

/** Pictures go into files that are read on paper and on pages of any colour, so they are light. */
export const paperTheme: OutputTheme = {
  scheme: "light",
  foreground: "#16222a",
  background: "#ffffff",
  grid: "#dce3e6",
  palette: ["#128a8c", "#d2691e", "#4a7fd0", "#b8569a", "#a07d0a", "#7a6fce", "#cc5252", "#6d8591"],
  fontFamily: "system-ui, sans-serif",
};
