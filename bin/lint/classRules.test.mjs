import { expect, test } from "vitest";
import { missingClasses, unusedClasses } from "./classRules.mjs";

const sheets = new Map([
  [
    "components/a/A.module.css",
    '/* .old {} */\n.row,\n.row:hover .cell {\n  composes: line from "../ui/lines.module.css";\n  background: url(x.png);\n}\n',
  ],
  ["components/ui/lines.module.css", ".line {\n  margin: 0.5px;\n}\n\n.gone {\n}\n"],
]);
const source = (used) => `import styles from "./A.module.css";\nconst a = [${used}];\n`;

test("a class that its style sheet does not have is told at its line", () => {
  const found = missingClasses("components/a/A.tsx", source("styles.row, styles.cell, styles.old"), sheets);
  expect(found).toEqual([
    { file: "components/a/A.tsx", line: 2, message: 'components/a/A.module.css has no class "old".' },
  ]);
});

test("a class that nothing uses is told, and one that others are composed of is used", () => {
  const sources = new Map([["components/a/A.tsx", source("styles.row")]]);
  expect(unusedClasses(sheets, sources)).toEqual([
    { file: "components/a/A.module.css", line: 3, message: 'nothing uses the class "cell".' },
    { file: "components/ui/lines.module.css", line: 5, message: 'nothing uses the class "gone".' },
  ]);
});

test("where a class is chosen by a value, all may be meant", () => {
  const sources = new Map([["components/a/A.tsx", source("styles[kind]")]]);
  expect(unusedClasses(sheets, sources).map(({ file }) => file)).not.toContain("components/a/A.module.css");
});
