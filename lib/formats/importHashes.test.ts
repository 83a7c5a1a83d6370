import fc from "fast-check";
import { expect, it } from "vitest";
import { importHashes, withImportHashes } from "./importHashes.ts";
import { parseNotebook } from "./parseNotebook.ts";
import { printNotebook } from "./printNotebook.ts";

const cell = "```ts name=a\n1\n```\n";

function recorded(text: string, hashes: Record<string, string>): string {
  const document = parseNotebook(text);
  return printNotebook({ ...document, frontMatter: withImportHashes(document, hashes) ?? "" });
}

it("hashes stand in the front matter, beside what stands there already", () => {
  const text = `---\n# mine\neider: 1\ntitle: "T: 1"\nsources:\n  a: file:a.csv\nother: [1, 2]\n---\n\n${cell}`;
  const changed = recorded(text, { "npm:a@1.0.0": "sha256-00" });
  expect(changed).toBe(
    text.replace("other: [1, 2]\n", "other: [1, 2]\nimports:\n  npm:a@1.0.0: sha256-00\n"),
  );
  expect(importHashes(parseNotebook(changed))).toEqual({ "npm:a@1.0.0": "sha256-00" });
  expect(importHashes(parseNotebook(recorded(changed, {})))).toEqual({});
});

it("a notebook without front matter gets one, and keeps its line ends", () => {
  const changed = recorded(cell.replaceAll("\n", "\r\n"), { "npm:a@1.0.0": "sha256-00" });
  expect(changed).toBe(
    `---\neider: 1\nimports:\n  npm:a@1.0.0: sha256-00\n---\n\n${cell}`.replaceAll("\n", "\r\n"),
  );
});

it("any hashes come back, and the notebook stays the same otherwise", () => {
  const hashes = fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => name !== "__proto__"),
    fc.string(),
  );
  fc.assert(
    fc.property(hashes, (given) => {
      const changed = parseNotebook(recorded(`---\ntitle: T\n---\n${cell}`, given));
      expect(importHashes(changed)).toEqual({ ...given });
      expect(changed).toMatchObject({ title: "T", cells: [{ name: "a", source: "1" }] });
    }),
  );
});

it("hashes take the place of those before, and there is no place in braces", () => {
  const text = `---\nimports: { "npm:a@1.0.0": sha256-1 }\ntitle: T\n---\n${cell}`;
  expect(recorded(text, { "npm:b@1.0.0": "sha256-2" })).toBe(
    `---\nimports:\n  npm:b@1.0.0: sha256-2\ntitle: T\n---\n${cell}`,
  );
  expect(withImportHashes(parseNotebook(`---\n{ title: T }\n---\n${cell}`), { a: "b" })).toBeNull();
});

it("what is no hash is left out", () => {
  expect(importHashes(parseNotebook(`---\nimports:\n  a: 1\n  b: [x]\n  c: sha256-1\n---\n${cell}`))).toEqual(
    { c: "sha256-1" },
  );
  expect(importHashes(parseNotebook(`---\nimports: nothing\n---\n${cell}`))).toEqual({});
});
