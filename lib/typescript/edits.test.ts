import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type Edit } from "./edits.ts";

describe("applyEdits", () => {
  it("replaces, inserts and removes", () => {
    const edits = [
      { start: 6, end: 7, text: "" },
      { start: 0, end: 1, text: "XY" },
      { start: 3, end: 3, text: "-" },
    ];
    expect(applyEdits("abcdef;", edits).text).toBe("XYbc-def");
  });

  it("leads every character that stayed back to its column", () => {
    const line = fc.string({ maxLength: 20 }).map((text) => text.replaceAll("\n", " "));
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (lines, numbers) => {
          const text = lines.join("\n");
          const edits: Edit[] = [];
          const kept: { line: number; column: number; char: string }[] = [];
          let offset = 0;
          for (const [i, content] of lines.entries()) {
            for (let column = 0; column < content.length; column++) {
              const choice = (numbers.next().value ?? 0) % 4;
              const start = offset + column;
              if (choice === 0) edits.push({ start, end: start + 1, text: "longer" });
              else if (choice === 1) edits.push({ start, end: start + 1, text: "" });
              else kept.push({ line: i + 1, column, char: content[column] ?? "" });
            }
            offset += content.length + 1;
          }
          const edited = applyEdits(text, edits);
          const after = edited.text.split("\n");
          for (const { line: at, column, char } of kept) {
            const found = Array.from({ length: after[at - 1]?.length ?? 0 }, (_, now) => now).filter(
              (now) => edited.columnBefore(at, now) === column && after[at - 1]?.[now] === char,
            );
            expect(found.length).toBeGreaterThan(0);
          }
        },
      ),
    );
  });
});
