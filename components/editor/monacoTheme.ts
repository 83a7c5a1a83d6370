import type * as Monaco from "monaco-editor/editor";
import styles from "./CodeEditor.module.css";

/** Keeps Monaco's theme equal to the app's custom properties, in light and dark and when they change. */
export function followTheme(monaco: typeof Monaco): void {
  const apply = () => {
    const colours = readColours();
    const name = colours.dark ? "eider-dark" : "eider-light";
    monaco.editor.defineTheme(name, theme(colours));
    monaco.editor.setTheme(name);
  };
  apply();
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"]) {
    matchMedia(query).addEventListener("change", apply);
  }
  // The app may also choose a scheme by an attribute or class of the root.
  new MutationObserver(apply).observe(document.documentElement, {
    attributeFilter: ["class", "style", "data-theme", "data-color-scheme"],
  });
}

const properties = {
  background: "--editor-background",
  foreground: "--fg",
  quiet: "--fg-quiet",
  raised: "--bg-raised",
  line: "--line",
  accent: "--accent",
  selection: "--editor-selection",
  danger: "--danger",
  keyword: "--syntax-keyword",
  string: "--syntax-string",
  number: "--syntax-number",
  comment: "--syntax-comment",
  function: "--syntax-function",
  type: "--syntax-type",
  parameter: "--syntax-parameter",
};
type Colours = Record<keyof typeof properties, string> & { dark: boolean };

/** The custom properties as Monaco takes them: #rrggbbaa. */
function readColours(): Colours {
  const probe = document.createElement("span");
  probe.className = styles.syntax ?? "";
  document.body.append(probe);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const read = (property: string): [number, number, number, number] => {
    // A property may hold light-dark() or any colour space: the browser resolves it, a pixel tells what came out.
    probe.style.color = `var(${property})`;
    if (!context) return [128, 128, 128, 255];
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha];
  };
  const hex = (property: string) =>
    `#${read(property)
      .map((part) => part.toString(16).padStart(2, "0"))
      .join("")}`;
  const [red, green, blue] = read(properties.background);
  const colours: Colours = {
    background: hex(properties.background),
    foreground: hex(properties.foreground),
    quiet: hex(properties.quiet),
    raised: hex(properties.raised),
    line: hex(properties.line),
    accent: hex(properties.accent),
    selection: hex(properties.selection),
    danger: hex(properties.danger),
    keyword: hex(properties.keyword),
    string: hex(properties.string),
    number: hex(properties.number),
    comment: hex(properties.comment),
    function: hex(properties.function),
    type: hex(properties.type),
    parameter: hex(properties.parameter),
    dark: red * 0.299 + green * 0.587 + blue * 0.114 < 128,
  };
  probe.remove();
  return colours;
}

function theme(colours: Colours): Monaco.editor.IStandaloneThemeData {
  const ink = (colour: string) => colour.slice(1, 7);
  const rule = (token: string, colour: string, fontStyle?: string) => ({
    token,
    foreground: ink(colour),
    ...(fontStyle ? { fontStyle } : {}),
  });
  return {
    base: colours.dark ? "vs-dark" : "vs",
    inherit: false,
    rules: [
      rule("", colours.foreground),
      rule("keyword", colours.keyword),
      rule("string", colours.string),
      rule("regexp", colours.string),
      rule("number", colours.number),
      rule("comment", colours.comment),
      rule("function", colours.function),
      rule("type", colours.type),
      rule("type.identifier.ts", colours.foreground),
      rule("parameter", colours.parameter),
      rule("heading", colours.keyword, "bold"),
      rule("keyword.md", colours.keyword, "bold"),
      rule("string.link.md", colours.function),
      rule("variable.md", colours.string),
      rule("variable.source.md", colours.string),
      rule("strong", colours.foreground, "bold"),
      rule("emphasis", colours.foreground, "italic"),
    ],
    colors: {
      "editor.background": colours.background,
      "editor.foreground": colours.foreground,
      "editorCursor.foreground": colours.accent,
      "editorLineNumber.foreground": colours.quiet,
      "editorLineNumber.activeForeground": colours.quiet,
      "editor.selectionBackground": colours.selection,
      "editor.inactiveSelectionBackground": colours.selection,
      "editor.selectionHighlightBackground": colours.selection,
      "editorBracketMatch.background": "#00000000",
      "editorBracketMatch.border": colours.line,
      "editorError.foreground": colours.danger,
      "editorWidget.background": colours.raised,
      "editorWidget.border": colours.line,
      "editorSuggestWidget.background": colours.raised,
      "editorSuggestWidget.border": colours.line,
      "editorSuggestWidget.foreground": colours.foreground,
      "editorSuggestWidget.selectedBackground": colours.selection,
      "editorSuggestWidget.selectedForeground": colours.foreground,
      "editorSuggestWidget.highlightForeground": colours.accent,
      "editorSuggestWidget.focusHighlightForeground": colours.accent,
      "editorHoverWidget.background": colours.raised,
      "editorHoverWidget.border": colours.line,
      "input.background": colours.background,
      "input.foreground": colours.foreground,
      "input.border": colours.line,
      "list.hoverBackground": colours.selection,
      "scrollbarSlider.background": `${colours.quiet.slice(0, 7)}40`,
      "scrollbarSlider.hoverBackground": `${colours.quiet.slice(0, 7)}60`,
      "scrollbarSlider.activeBackground": `${colours.quiet.slice(0, 7)}80`,
      focusBorder: colours.accent,
    },
  };
}
