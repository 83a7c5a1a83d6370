import { posix } from "node:path";

const longestFile = 300;
const vagueName = /(^|[/._-])(utils?|helpers?|common)(?=[/._-]|$)/i;

// In two parts each, so that this file does not find itself.
const refused = [
  {
    pattern: new RegExp(`\\b(?:TO${"DO"}|FIX${"ME"})\\b`),
    reason: "unfinished work is an issue, not a comment",
  },
  {
    pattern: new RegExp(
      `(?:biome-${"ignore"}|eslint-${"disable"}|@ts-${"ignore"}|@ts-${"nocheck"}|@ts-expect-${"error"})`,
    ),
    reason: "a check is obeyed or changed, not switched off",
  },
  { pattern: new RegExp(`\\bas ${"any"}\\b`), reason: "name the type, or parse the value at the edge" },
  {
    pattern: new RegExp(`\\b(?:it|test|describe)\\.(?:on${"ly"}|to${"do"})\\b`),
    reason: "it keeps other tests from running, or is none",
  },
  { pattern: /(?:^|["'`\s(])\/(?:work|tmp|home|Users)\/[\w.-]/, reason: "a path of one machine" },
];

/**
 * What is wrong with one file besides its imports: length, name, and marks that nothing should carry.
 * @param {string} file from the project's root, with "/"
 * @param {string} source
 * @returns {{ file: string, line: number, message: string }[]}
 */
export function fileProblems(file, source) {
  const problems = [];
  const lines = source.split("\n");
  const count = source.endsWith("\n") ? lines.length - 1 : lines.length;
  if (count > longestFile) {
    problems.push({
      file,
      line: longestFile + 1,
      message: `${count} lines; split it by idea, ${longestFile} is the most.`,
    });
  }
  if (/^index\.(ts|tsx|mjs)$/.test(posix.basename(file))) {
    problems.push({ file, line: 1, message: "no index files: name the file after its main export." });
  }
  if (vagueName.test(file)) {
    problems.push({ file, line: 1, message: "utils, helpers and common say nothing: name the idea." });
  }
  lines.forEach((text, index) => {
    for (const { pattern, reason } of refused) {
      const found = pattern.exec(text);
      if (found) problems.push({ file, line: index + 1, message: `"${found[0].trim()}": ${reason}.` });
    }
  });
  return problems;
}
