/** Moving the selection. */
export type SelectAction =
  | "edit"
  | "selectAbove"
  | "selectBelow"
  | "extendAbove"
  | "extendBelow"
  | "extendToFirst"
  | "extendToLast"
  | "selectAll";

/** What changes the notebook. */
export type ArrangeAction =
  | "insertAbove"
  | "insertBelow"
  | "cut"
  | "copy"
  | "paste"
  | "pasteAbove"
  | "delete"
  | "undo"
  | "redo"
  | "merge"
  | "mergeAbove"
  | "moveUp"
  | "moveDown"
  | "kindSql"
  | "kindTs"
  | "kindMd"
  | "kindRaw"
  | `heading${1 | 2 | 3 | 4 | 5 | 6}`;

/** What changes only how it is shown, and what opens beside it. */
export type ViewAction =
  | "toggleOutput"
  | "scrollOutput"
  | "toggleSource"
  | "lineNumbers"
  | "allLineNumbers"
  | "foldOrUp"
  | "unfoldOrDown"
  | "foldAll"
  | "unfoldAll"
  | "find"
  | "replace"
  | "outline"
  | "scratch"
  | "report"
  | "palette"
  | "help"
  | "changeKeys";

/** What a key can ask of the notebook. */
export type NotebookAction =
  | SelectAction
  | ArrangeAction
  | ViewAction
  | "runStay"
  | "runNext"
  | "runInsert"
  | "format"
  | "explain"
  | "stop"
  | "restart"
  | "save";
