import { parseKeybinding } from "tinykeys";
import { describe, expect, it } from "vitest";
import { keyLabel } from "./keyLabel.ts";
import { editorKeys, keyMap } from "./keyMap.ts";

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

  it("keeps Jupyter's keys", () => {
    const actionOf = (key: string) => keyMap.find(({ keys }) => keys.includes(key))?.action;
    expect(
      [
        "Enter",
        "a",
        "b",
        "x",
        "c",
        "v",
        "d d",
        "z",
        "Shift+z",
        "m",
        "y",
        "Shift+m",
        "h",
        "i i",
        "0 0",
        "j",
        "k",
      ].map(actionOf),
    ).toEqual([
      "edit",
      "insertAbove",
      "insertBelow",
      "cut",
      "copy",
      "paste",
      "delete",
      "undo",
      "redo",
      "kindMd",
      "kindTs",
      "merge",
      "help",
      "stop",
      "restart",
      "selectBelow",
      "selectAbove",
    ]);
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
