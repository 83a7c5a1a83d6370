import { parseKeybinding } from "tinykeys";
import { describe, expect, it } from "vitest";
import { keyLabel } from "./keyLabel.ts";
import { editorKeys, keyMap } from "./keyMap.ts";
import type { NotebookAction } from "./notebookAction.ts";

const allKeys = keyMap.flatMap(({ keys }) => keys);

describe("the key map", () => {
  it("gives each key one action", () => {
    const normal = allKeys.map((key) => key.toLowerCase());
    expect(new Set(normal).size).toBe(normal.length);
  });

  it("binds no key that begins a longer sequence, which would hide the sequence", () => {
    const firstOfSequence = allKeys.filter((key) => key.includes(" ")).map((key) => key.split(" ")[0]);
    for (const first of firstOfSequence) expect(allKeys).not.toContain(first);
  });

  it("reads as key bindings throughout", () => {
    for (const key of allKeys) expect(() => parseKeybinding(key)).not.toThrow();
    expect(parseKeybinding("d d")).toHaveLength(2);
  });

  it("acts while typing only with Ctrl or Cmd", () => {
    for (const { scope, keys } of keyMap) {
      if (scope === "anywhere") for (const key of keys) expect(key).toMatch(/^\$mod\+/);
    }
  });

  // JupyterLab's, and of the classic notebook those that JupyterLab leaves free.
  it.each<[string, NotebookAction]>([
    ["Shift+Enter", "runNext"],
    ["$mod+Enter", "runStay"],
    ["Alt+Enter", "runInsert"],
    ["$mod+s", "save"],
    ["Enter", "edit"],
    ["ArrowUp", "selectAbove"],
    ["k", "selectAbove"],
    ["ArrowDown", "selectBelow"],
    ["j", "selectBelow"],
    ["Shift+ArrowUp", "extendAbove"],
    ["Shift+k", "extendAbove"],
    ["Shift+ArrowDown", "extendBelow"],
    ["Shift+j", "extendBelow"],
    ["Shift+Home", "extendToFirst"],
    ["Shift+End", "extendToLast"],
    ["$mod+a", "selectAll"],
    ["ArrowLeft", "foldOrUp"],
    ["ArrowRight", "unfoldOrDown"],
    ["a", "insertAbove"],
    ["b", "insertBelow"],
    ["x", "cut"],
    ["c", "copy"],
    ["v", "paste"],
    ["d d", "delete"],
    ["z", "undo"],
    ["Shift+z", "redo"],
    ["Shift+m", "merge"],
    ["Control+Backspace", "mergeAbove"],
    ["Control+Shift+m", "merge"],
    ["Control+Shift+ArrowUp", "moveUp"],
    ["Control+Shift+ArrowDown", "moveDown"],
    ["Shift+l", "allLineNumbers"],
    ["y", "kindTs"],
    ["m", "kindMd"],
    ["r", "kindRaw"],
    ["1", "heading1"],
    ["2", "heading2"],
    ["3", "heading3"],
    ["4", "heading4"],
    ["5", "heading5"],
    ["6", "heading6"],
    ["q", "kindSql"],
    ["Shift+v", "pasteAbove"],
    ["l", "lineNumbers"],
    ["o", "toggleOutput"],
    ["Shift+o", "scrollOutput"],
    ["h", "help"],
    ["i i", "stop"],
    ["0 0", "restart"],
    ["p", "palette"],
    ["f", "find"],
  ])("has Jupyter's key %s for %s", (key, action) => {
    expect(keyMap.find(({ keys }) => keys.includes(key))?.action).toBe(action);
  });

  it("leaves to the editor what Monaco does by it, and Jupyter's own keys of the editor", () => {
    expect(editorKeys.map(({ keys }) => keys)).toEqual(
      expect.arrayContaining(["Escape", "Control+Shift+-", "Control+m"]),
    );
    expect(allKeys).not.toContain("Control+m");
    expect(allKeys).not.toContain("$mod+m");
  });
});

describe("keys as people read them", () => {
  it.each([
    ["$mod+Shift+p", false, ["Ctrl", "Shift", "P"]],
    ["$mod+s", true, ["⌘", "S"]],
    ["d d", false, ["D", "D"]],
    ["Shift+ArrowUp", false, ["Shift", "↑"]],
    ["Control+Shift+-", false, ["Ctrl", "Shift", "-"]],
  ])("prints %s", (keys, isMac, parts) => expect(keyLabel(keys, isMac)).toEqual(parts));

  it("prints every key there is", () => {
    for (const key of [...allKeys, ...editorKeys.map(({ keys }) => keys)]) {
      expect(keyLabel(key, false).every((part) => part !== "" && !part.includes("$"))).toBe(true);
    }
  });
});
