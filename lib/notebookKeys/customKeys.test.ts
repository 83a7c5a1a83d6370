import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CustomKeys,
  keyProblem,
  keysOf,
  parseCustomKeys,
  printCustomKeys,
  withCustomKeys,
  withDefault,
  withKey,
  withoutKey,
} from "./customKeys.ts";
import { keyMap } from "./keyMap.ts";
import { keyRows } from "./keyRows.ts";
import type { NotebookAction } from "./notebookAction.ts";
import { pressedKey } from "./pressedKey.ts";

const actions = [...new Set(keyMap.map(({ action }) => action))];
const keys = (custom: CustomKeys, action: NotebookAction) => keysOf(withCustomKeys(custom), action);

describe("chosen keys", () => {
  it("are Jupyter's where none was chosen", () => expect(withCustomKeys({})).toEqual(keyMap));

  it("come in place of an action's own, or beside them", () => {
    const more = withKey({}, "delete", "Shift+x");
    expect(keys(more, "delete")).toEqual(["d d", "Shift+x"]);
    expect(keys(withoutKey(more, "delete", "d d"), "delete")).toEqual(["Shift+x"]);
    expect(keys(withDefault(more, "delete"), "delete")).toEqual(["d d"]);
  });

  it("are told where they are another's, begin another's, or go on from another's", () => {
    const told = (action: NotebookAction, key: string) => keyProblem(withCustomKeys({}), action, key);
    expect(told("help", "x")).toMatchObject({ type: "taken", by: "cut" });
    expect(told("help", "d")).toMatchObject({ type: "taken", by: "delete", key: "d d" });
    expect(told("help", "x x")).toMatchObject({ type: "taken", by: "cut" });
    expect(told("help", "Control+s")).toMatchObject({ type: "taken", by: "save" });
    expect(told("help", "h")).toBeNull();
    expect(told("help", "Escape")).toEqual({ type: "reserved" });
  });

  it("are taken from whoever had them", () => {
    const custom = withKey({}, "help", "d");
    expect(keys(custom, "help")).toEqual(["h", "d"]);
    expect(keys(custom, "delete")).toEqual([]);
    // Going back does not take it away from its new owner.
    expect(keys(withDefault(custom, "delete"), "delete")).toEqual([]);
    expect(keys(withDefault(withDefault(custom, "help"), "delete"), "delete")).toEqual(["d d"]);
  });

  it("act while typing only with Ctrl, Cmd or Alt, and only where the action may", () => {
    const custom = withKey(withKey({}, "save", "g"), "delete", "$mod+d");
    const scopes = (action: NotebookAction) =>
      withCustomKeys(custom).flatMap((one) => (one.action === action ? [[one.scope, one.keys]] : []));
    expect(scopes("save")).toEqual([
      ["command", ["g"]],
      ["anywhere", ["$mod+s"]],
    ]);
    expect(scopes("delete")).toEqual([["command", ["d d", "$mod+d"]]]);
  });

  it("never clash, whatever is chosen in whatever order", () => {
    const key = fc.constantFrom(
      "x",
      "d",
      "d d",
      "d x",
      "Shift+x",
      "$mod+s",
      "Control+s",
      "1",
      "ArrowUp",
      "Escape",
    );
    const step = fc.tuple(
      fc.constantFrom<"add" | "remove" | "reset">("add", "remove", "reset"),
      fc.constantFrom(...actions),
      key,
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let custom: CustomKeys = {};
        for (const [what, action, press] of steps) {
          if (what === "add") custom = withKey(custom, action, press);
          else if (what === "remove") custom = withoutKey(custom, action, press);
          else custom = withDefault(custom, action);
        }
        const bindings = withCustomKeys(custom);
        for (const { action, keys: own } of bindings)
          for (const one of own) expect(keyProblem(bindings, action, one)).toBeNull();
        const read = parseCustomKeys(printCustomKeys(custom));
        expect(read).toEqual({ keys: custom, leftOut: 0 });
      }),
      { numRuns: 150 },
    );
  });

  it("are read from a file, without what is not known here", () => {
    const text = '{"eiderKeys":1,"keys":{"cut":["Shift+d","Escape",7,"a b c"],"fly":["x"],"copy":[]}}';
    expect(parseCustomKeys(text)).toEqual({ keys: { cut: ["Shift+d"], copy: [] }, leftOut: 4 });
    expect(parseCustomKeys("[]")).toHaveProperty("problem");
    expect(parseCustomKeys("no json")).toHaveProperty("problem");
  });
});

describe("the list of keys", () => {
  it("has one line an action, found by words of it or by its key", () => {
    const rows = keyRows({}, false, "");
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
    expect(keyRows({}, false, "kind heading 3").map(({ label }) => label)).toEqual([
      "Make it a heading of level 3",
    ]);
    expect(keyRows({}, false, "ctrl+shift+f").map(({ action }) => action)).toEqual(["find"]);
    expect(keyRows({ cut: [] }, false, "cut")[0]).toMatchObject({ keys: [], isChosen: true });
  });
});

describe("a pressed key", () => {
  const press = (key: string, more: Partial<Parameters<typeof pressedKey>[0]> = {}) =>
    pressedKey(
      { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more },
      false,
    );

  it.each([
    [press("x"), "x"],
    [press("X", { shiftKey: true }), "Shift+x"],
    [press("s", { ctrlKey: true }), "$mod+s"],
    [press("ArrowUp", { ctrlKey: true, shiftKey: true }), "$mod+Shift+ArrowUp"],
    [press(" ", { code: "Space" }), "Space"],
    [press("+", { code: "Equal", shiftKey: true }), "Shift+Equal"],
    [press("Shift", { shiftKey: true }), null],
    [press("Dead", { code: "Quote" }), null],
  ])("is written as %s", (made, wanted) => expect(made).toBe(wanted));

  it("knows Cmd on a Mac, and letters under Option by their place", () => {
    const mac = (key: string, more: object) =>
      pressedKey(
        { key, code: "KeyD", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more },
        true,
      );
    expect(mac("s", { metaKey: true })).toBe("$mod+s");
    expect(mac("∂", { altKey: true })).toBe("Alt+KeyD");
  });
});
