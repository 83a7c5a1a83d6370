import { beforeAll, describe, expect, it } from "vitest";
import { loadFullYaml } from "../../lib/formats/fullYaml.ts";
import { notebookFacts } from "../../lib/store/library/notebookFacts.ts";
import { factsText } from "./factsText.ts";

const facts = (text: string) => notebookFacts({ id: "x", title: "", text, origin: "own", updatedAt: 0 });
const cell = (kind: string, name: string) => `\`\`\`${kind} name=${name}\n1\n\`\`\`\n\n`;

beforeAll(loadFullYaml);

describe("a notebook in a few words", () => {
  it("counts its cells by kind, the most frequent first", () => {
    const text = `# T\n\n${cell("sql", "a")}${cell("sql", "b")}${cell("python", "c")}`;
    expect(factsText(facts(text))).toBe(`4 cells: 2 SQL, 1 text, 1 python · ${text.length} B`);
    expect(factsText(facts(cell("chart", "a") + cell("chart", "b")))).toMatch(/^2 cells: 2 charts/);
    expect(factsText(facts(cell("ts", "a")))).toMatch(/^1 cell: 1 TypeScript/);
  });

  it("says what is empty, and what is none", () => {
    expect(factsText(facts(""))).toBe("Empty · 0 B");
    expect(factsText(facts("---\ntitle: [\n---\n"))).toMatch(/^Not readable as a notebook/);
  });
});
