/** The project's own rules: which way imports go, how long files are, what they are called, which classes are there. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFiles } from "./build/listFiles.mjs";
import { missingClasses, unusedClasses } from "./lint/classRules.mjs";
import { fileProblems } from "./lint/fileRules.mjs";
import { importProblems } from "./lint/importRules.mjs";
import { isMain } from "./setup/isMain.mjs";

const projectRoot = fileURLToPath(new URL("..", import.meta.url));
const folders = ["app", "bench", "bin", "components", "e2e", "lib", "suites", "workers"];

/** Every breach in the project, in file order. */
export async function lintProject(root) {
  const problems = [];
  const sheets = new Map();
  const sources = new Map();
  for (const folder of folders) {
    for (const name of await listFiles(join(root, folder))) {
      const file = `${folder}/${name}`;
      if (!/\.(ts|tsx|mjs|css)$/.test(file) || file.startsWith("bench/data/files/")) continue;
      const source = await readFile(join(root, file), "utf8");
      problems.push(...fileProblems(file, source));
      if (!file.endsWith(".css")) problems.push(...importProblems(file, source));
      if (file.endsWith(".module.css")) sheets.set(file, source);
      if (/\.tsx?$/.test(file)) sources.set(file, source);
    }
  }
  for (const [file, source] of sources) problems.push(...missingClasses(file, source, sheets));
  return [...problems, ...unusedClasses(sheets, sources)];
}

if (isMain(import.meta.url)) {
  const problems = await lintProject(projectRoot);
  for (const { file, line, message } of problems) console.error(`${file}:${line}: ${message}`);
  console.log(
    problems.length === 0
      ? "The project's own rules hold."
      : `${problems.length} of the project's own rules broken.`,
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}
