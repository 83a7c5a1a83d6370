/** Longer texts are cut in doc comments: an ENUM may have thousands of values. */
const longestCode = 200;

/**
 * Names and types of data as code inside a doc comment. They may be a stranger's: whatever they hold, they end no
 * comment, begin no tag and are drawn as text, never as a link or a picture.
 */
export function codeInDoc(text: string): string {
  const line = text
    .replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ")
    .trim()
    .replaceAll("`", "'")
    .replaceAll("*/", "* /")
    .replaceAll("@", "＠");
  return `\`${line.length > longestCode ? `${line.slice(0, longestCode - 1)}…` : line}\``;
}

/** A doc comment of these lines, each made of own words and `codeInDoc`. */
export function docComment(lines: readonly string[]): string {
  const [only] = lines;
  if (only !== undefined && lines.length === 1) return `/** ${only} */`;
  return `/**\n${lines.map((line) => ` * ${line}\n`).join("")} */`;
}
