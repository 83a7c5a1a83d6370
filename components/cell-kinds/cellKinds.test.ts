import { describe, expect, it } from "vitest";
import { knownKinds } from "../../lib/notebook/document.ts";
import { cellKindOf, cellKinds } from "./cellKinds.ts";

describe("kinds of cells", () => {
  it("covers every kind the document knows, under its own name", () => {
    expect(Object.keys(cellKinds).sort()).toEqual([...knownKinds].sort());
    for (const [name, kind] of Object.entries(cellKinds)) expect(kind.kind).toBe(name);
  });

  it("shows a kind it does not know, and neither runs nor edits it", () => {
    for (const name of ["python", "constructor", "__proto__"]) {
      const kind = cellKindOf(name);
      expect(kind).toMatchObject({ kind: name, runnable: false, insertable: false });
      expect(kind.readOnlyBecause).toContain(name);
    }
  });

  it("lets raw text be edited", () => expect(cellKindOf("raw").readOnlyBecause).toBeUndefined());

  it("answers the same object for the same unknown kind, so that nothing is drawn anew", () => {
    expect(cellKindOf("python")).toBe(cellKindOf("python"));
  });
});
