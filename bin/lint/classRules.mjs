import { posix } from "node:path";

const imported = /import (\w+) from "([^"]+\.module\.css)"/g;

/** The classes that a style sheet has. */
function classesOf(css) {
  const selectors = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\{[^{}]*\}/g, "{}");
  return new Set([...selectors.matchAll(/\.([A-Za-z_]\w*)/g)].map(([, name]) => name));
}

/** The classes that others are composed of, each with the style sheet it is in. */
function composedIn(sheet, css) {
  return [...css.matchAll(/composes:([^;]*?)(?:from "([^"]+)")?;/g)].flatMap(([, list, path]) =>
    list
      .trim()
      .split(/\s+/)
      .map((name) => ({ name, sheet: path ? posix.join(posix.dirname(sheet), path) : sheet })),
  );
}

/**
 * Classes that a component takes from a style sheet that has none of that name: they are drawn as if nothing were said,
 * which no type and no test tells.
 * @param {string} file from the project's root, with "/"
 * @param {string} source
 * @param {ReadonlyMap<string, string>} sheets all style sheets by their path from the root
 * @returns {{ file: string, line: number, message: string }[]}
 */
export function missingClasses(file, source, sheets) {
  const problems = [];
  for (const [, name, path] of source.matchAll(imported)) {
    const sheet = posix.join(posix.dirname(file), path);
    const own = classesOf(sheets.get(sheet) ?? "");
    source.split("\n").forEach((text, index) => {
      for (const [, used] of text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g")))
        if (!own.has(used))
          problems.push({ file, line: index + 1, message: `${sheet} has no class "${used}".` });
    });
  }
  return problems;
}

/**
 * Classes of style sheets that nothing uses.
 * @param {ReadonlyMap<string, string>} sheets all style sheets by their path from the root
 * @param {ReadonlyMap<string, string>} sources all components by their path from the root
 * @returns {{ file: string, line: number, message: string }[]}
 */
export function unusedClasses(sheets, sources) {
  const used = new Map([...sheets.keys()].map((sheet) => [sheet, new Set()]));
  for (const [file, source] of sources)
    for (const [, name, path] of source.matchAll(imported)) {
      const names = used.get(posix.join(posix.dirname(file), path));
      for (const [, one] of source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))) names?.add(one);
      // Chosen by a value: any of them may be meant.
      if (source.includes(`${name}[`)) names?.add("*");
    }
  for (const [sheet, css] of sheets)
    for (const { name, sheet: from } of composedIn(sheet, css)) used.get(from)?.add(name);
  return [...sheets].flatMap(([sheet, css]) =>
    used.get(sheet)?.has("*")
      ? []
      : [...classesOf(css)]
          .filter((name) => !used.get(sheet)?.has(name))
          .map((name) => ({
            file: sheet,
            line: lineOf(css, name),
            message: `nothing uses the class "${name}".`,
          })),
  );
}

function lineOf(css, name) {
  return css.slice(0, Math.max(0, css.search(new RegExp(`\\.${name}\\b`)))).split("\n").length;
}
