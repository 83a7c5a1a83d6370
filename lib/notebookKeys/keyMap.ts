import type { NotebookAction } from "./notebookAction.ts";

export type KeyGroup = "Run" | "Select" | "Cells" | "View" | "Kind" | "Notebook";

/** One action and its keys in tinykeys' notation: `$mod` is Cmd on a Mac and Ctrl elsewhere, a space parts a sequence. */
export interface KeyBinding {
  action: NotebookAction;
  keys: readonly string[];
  label: string;
  group: KeyGroup;
  /** "command": only while a cell, not its editor, has the focus; "anywhere": also while typing. */
  scope: "command" | "anywhere";
}

/** Keys that the editor handles by itself, listed so that people find them. */
export const editorKeys: readonly { keys: string; label: string }[] = [
  { keys: "Escape", label: "Leave the editor" },
  { keys: "Control+Shift+-", label: "Split the cell at the caret" },
  { keys: "Control+m", label: "Let Tab move the focus instead of indenting" },
  { keys: "Control+Space", label: "Complete" },
  { keys: "F12", label: "Go to what makes a name" },
];

/** Jupyter's keys. */
export const keyMap: readonly KeyBinding[] = [
  bind("Run", "runNext", "Run, then go to the next cell", "Shift+Enter"),
  bind("Run", "runStay", "Run", "$mod+Enter", "Control+Enter"),
  bind("Run", "runInsert", "Run, then insert a cell below", "Alt+Enter"),
  bind("Run", "stop", "Stop everything", "i i"),
  bind("Run", "restart", "Restart the engine", "0 0"),

  bind("Select", "edit", "Edit the cell", "Enter"),
  bind("Select", "selectAbove", "Select the cell above", "ArrowUp", "k"),
  bind("Select", "selectBelow", "Select the cell below", "ArrowDown", "j"),
  bind("Select", "extendAbove", "Extend the selection upwards", "Shift+ArrowUp", "Shift+k"),
  bind("Select", "extendBelow", "Extend the selection downwards", "Shift+ArrowDown", "Shift+j"),
  bind("Select", "extendToFirst", "Extend the selection to the first cell", "Shift+Home"),
  bind("Select", "extendToLast", "Extend the selection to the last cell", "Shift+End"),
  bind("Select", "selectAll", "Select all cells", "$mod+a"),

  bind("Cells", "insertAbove", "Insert a cell above", "a"),
  bind("Cells", "insertBelow", "Insert a cell below", "b"),
  bind("Cells", "cut", "Cut", "x"),
  bind("Cells", "copy", "Copy", "c"),
  bind("Cells", "paste", "Paste below", "v"),
  bind("Cells", "pasteAbove", "Paste above", "Shift+v"),
  bind("Cells", "delete", "Delete", "d d"),
  bind("Cells", "undo", "Undo", "z"),
  bind("Cells", "redo", "Redo", "Shift+z"),
  bind("Cells", "merge", "Merge with the cell below", "Shift+m", "Control+Shift+m"),
  bind("Cells", "mergeAbove", "Merge with the cell above", "Control+Backspace"),
  bind("Cells", "moveUp", "Move up", "Control+Shift+ArrowUp"),
  bind("Cells", "moveDown", "Move down", "Control+Shift+ArrowDown"),

  bind("View", "toggleOutput", "Hide or show the output", "o"),
  bind("View", "scrollOutput", "Scroll a long output in its place", "Shift+o"),
  bind("View", "toggleSource", "Hide or show the code", "Shift+c"),
  bind("View", "lineNumbers", "Show or hide line numbers of the cell", "l"),
  bind("View", "allLineNumbers", "Show or hide all line numbers", "Shift+l"),
  bind("View", "foldOrUp", "Fold the section, or go to the heading above", "ArrowLeft"),
  bind("View", "unfoldOrDown", "Unfold the section, or go to the heading below", "ArrowRight"),
  bind("View", "foldAll", "Fold all sections"),
  bind("View", "unfoldAll", "Unfold all sections"),

  bind("Cells", "format", "Format the SQL", "Shift+Alt+KeyF"),
  bind("Cells", "explain", "Explain the query", "Shift+Alt+KeyE"),

  bind("Kind", "kindSql", "Make it SQL", "q"),
  bind("Kind", "kindTs", "Make it TypeScript", "y"),
  bind("Kind", "kindMd", "Make it text (Markdown)", "m"),
  bind("Kind", "kindRaw", "Make it raw text", "r"),
  bind("Kind", "heading1", "Make it a heading of level 1", "1"),
  bind("Kind", "heading2", "Make it a heading of level 2", "2"),
  bind("Kind", "heading3", "Make it a heading of level 3", "3"),
  bind("Kind", "heading4", "Make it a heading of level 4", "4"),
  bind("Kind", "heading5", "Make it a heading of level 5", "5"),
  bind("Kind", "heading6", "Make it a heading of level 6", "6"),

  bind("Notebook", "find", "Find in all cells", "f"),
  { ...bind("Notebook", "find", "Find in all cells", "$mod+Shift+f"), scope: "anywhere" },
  bind("Notebook", "replace", "Replace in all cells", "Shift+f"),
  bind("Notebook", "outline", "Show or hide the outline", "t"),
  bind("Notebook", "scratch", "Open or close the scratch cell", "s"),
  bind("Notebook", "report", "Show or hide the report", "Shift+r"),
  { ...bind("Notebook", "save", "Save the notebook as a file", "$mod+s"), scope: "anywhere" },
  { ...bind("Notebook", "palette", "Find a command", "$mod+Shift+p"), scope: "anywhere" },
  bind("Notebook", "palette", "Find a command", "p"),
  bind("Notebook", "help", "Show these keys", "h"),
  bind("Notebook", "changeKeys", "Change keys"),
];

function bind(group: KeyGroup, action: NotebookAction, label: string, ...keys: string[]): KeyBinding {
  return { action, keys, label, group, scope: "command" };
}
