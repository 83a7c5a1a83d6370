/** A regular expression with named groups, or what is wrong with it. */
export type CompiledPattern =
  | { problem: string }
  | { problem: null; pattern: RegExp; groups: readonly string[] };

/** Makes a pattern of its source, in JavaScript's way of writing; `(?P<name>…)` of other languages is understood. */
export function compilePattern(source: string): CompiledPattern {
  if (source === "")
    return { problem: "The pattern is empty; write a regular expression with named groups." };
  const plain = source.replaceAll("(?P<", "(?<");
  let pattern: RegExp;
  try {
    pattern = withFlags(plain);
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    return { problem: `The pattern is no regular expression: ${said}.` };
  }
  // Against "…|" every text fits, and the answer names all groups.
  const groups = Object.keys(withFlags(`${plain}|`).exec("")?.groups ?? {});
  if (groups.length === 0) {
    return {
      problem:
        "The pattern names no groups, so there would be no columns; write (?<name>…) around each value to keep.",
    };
  }
  return { problem: null, pattern, groups };
}

/** By characters where the pattern allows it; else by UTF-16 units, where more escapes are allowed. */
function withFlags(source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch {
    return new RegExp(source);
  }
}
