/** `[default]`, `[profile work]`. */
const header = /^\[\s*(?:profile\s+)?["']?([^\]"']+?)["']?\s*\]$/;
/** `export NAME=value`, `set NAME=value`, `setx NAME value`, `$Env:NAME = "value"`, `name = value`, `name: value`. */
const assignment =
  /^(?:(?:export|set|declare -x)\s+|\$env:)?["']?([A-Za-z][\w-]*)["']?\s*[=:]\s*(.*?)\s*[;,]?$|^setx\s+(\w+)\s+(.*)$/i;

/** Names and values by section, from lines as profiles and shells have them, or from the CSV of a new key. */
export function textSections(text: string): Map<string, Map<string, string>> {
  const lines = text
    .split(/\r?\n|&&|;(?=\s*(?:export|set|\$env:))/i)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(#|;|\/\/|::|rem\s)/i.test(line));
  const csv = csvSection(lines);
  if (csv) return new Map([["default", csv]]);
  const sections = new Map<string, Map<string, string>>();
  let current = "default";
  for (const line of lines) {
    const named = header.exec(line)?.[1];
    if (named !== undefined) {
      current = named;
      continue;
    }
    const match = assignment.exec(line);
    const name = match?.[1] ?? match?.[3];
    if (name === undefined) continue;
    const section = sections.get(current) ?? new Map<string, string>();
    // A second set without a header in between belongs to nobody; the first stays.
    if (!section.has(name)) section.set(name, unquoted(match?.[2] ?? match?.[4] ?? ""));
    sections.set(current, section);
  }
  return sections;
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}

/** `Access key ID,Secret access key` and a line of values, as AWS gives a new key to download. */
function csvSection(lines: readonly string[]): Map<string, string> | null {
  const names = (lines[0] ?? "").replace(/^\uFEFF/, "").split(",");
  const values = (lines[1] ?? "").split(",");
  if (!names.some((name) => /^"?access key id"?$/i.test(name.trim())) || values.length !== names.length)
    return null;
  return new Map(names.map((name, index) => [unquoted(name.trim()), unquoted((values[index] ?? "").trim())]));
}
