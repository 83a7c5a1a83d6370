import { type CustomKeys, withCustomKeys } from "./customKeys.ts";
import { keyLabel } from "./keyLabel.ts";
import { editorKeys, type KeyGroup } from "./keyMap.ts";
import type { NotebookAction } from "./notebookAction.ts";

/** One line of the list of keys; `action` is null for keys that are the editor's own. */
export interface KeyRow {
  readonly action: NotebookAction | null;
  readonly label: string;
  readonly group: KeyGroup | "In the editor";
  readonly keys: readonly string[];
  /** Whether its keys are not those of the start. */
  readonly isChosen: boolean;
}

/** All keys as people read them, one line an action, of those in which every word that was typed occurs. */
export function keyRows(custom: CustomKeys, isMac: boolean, typed: string): KeyRow[] {
  const rows = new Map<NotebookAction, KeyRow>();
  for (const { action, label, group, keys } of withCustomKeys(custom)) {
    const known = rows.get(action);
    const all = [...(known?.keys ?? []), ...keys];
    // Ctrl and Cmd are two keys only on a Mac.
    const apart = [...new Map(all.map((key) => [keyLabel(key, isMac).join(" "), key])).values()];
    rows.set(action, { action, label, group, keys: apart, isChosen: Object.hasOwn(custom, action) });
  }
  const own = editorKeys.map(
    ({ keys, label }): KeyRow => ({
      action: null,
      label,
      group: "In the editor",
      keys: [keys],
      isChosen: false,
    }),
  );
  const words = typed.trim().toLowerCase().split(/\s+/);
  return [...rows.values(), ...own].filter((row) => {
    const text = [row.label, row.group, ...row.keys.map((key) => keyLabel(key, isMac).join("+"))].join(" ");
    return words.every((word) => text.toLowerCase().includes(word));
  });
}
