import fc from "fast-check";
import { expect, it } from "vitest";
import { hintsFor, nameCells } from "./cellNaming.ts";

it("names that are said come before those that are counted, each once and without case", () => {
  expect(nameCells([null, { wanted: "a b" }, "none", { wanted: "A_B" }, { exact: "cell_1" }, null])).toEqual([
    "cell_2",
    "a_b",
    "",
    "A_B_2",
    "cell_1",
    "cell_3",
  ]);
});

it("a wish that cannot be a name counts as none", () => {
  expect(nameCells([{ wanted: " " }, { wanted: "__proto__" }, { wanted: "2024" }])).toEqual([
    "cell_1",
    "cell_2",
    "t_2024",
  ]);
});

it("only names that counting would not give are said", () => {
  expect(hintsFor(["cell_1", "", "total", "cell_2"], () => false)).toEqual([
    null,
    "none",
    { wanted: "total" },
    null,
  ]);
});

it("what is said of any names gives these names again", () => {
  const name = fc.oneof(
    fc.constantFrom("", "a", "A", "a_2", "cell_1", "cell_2", "é b"),
    fc.string({ minLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 8 }), (names) => {
      expect(nameCells(hintsFor(names, () => false))).toEqual(names);
    }),
  );
});
