/** More alternatives than this are no pattern that a person wrote. */
const mostAlternatives = 1024;

/**
 * A test of relative paths against a glob pattern: `*` and `?` within a name, `**` for any number of folders,
 * `[a-z]` and `[!a-z]`, `{a,b}`. A backslash takes the next character as it is. Case counts.
 */
export function globMatcher(pattern: string): (path: string) => boolean {
  const alternatives = braceAlternatives(pattern.replace(/^\.\//, "")).map((one) =>
    one.split("/").map(parseName),
  );
  return (path) => {
    const names = path.replace(/^\.\//, "").split("/");
    return alternatives.some((parts) => matchAll(parts, names));
  };
}

/** True where a text holds marks that make it a pattern. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text);
}

type NamePart = { kind: "any" } | { kind: "one"; test: (character: string) => boolean };
type PathPart = { kind: "folders" } | { kind: "name"; parts: NamePart[] };

function matchAll(parts: readonly PathPart[], names: readonly string[]): boolean {
  return matchWild(
    parts,
    names,
    (part) => part.kind === "folders",
    (part, name) => part.kind === "name" && matchName(part.parts, name),
  );
}

function matchName(parts: readonly NamePart[], name: string): boolean {
  return matchWild(
    parts,
    [...name],
    (part) => part.kind === "any",
    (part, character) => part.kind === "one" && part.test(character),
  );
}

/** Matches a row of parts, of which some stand for any number of items; goes back to the last of those only. */
function matchWild<P, I>(
  parts: readonly P[],
  items: readonly I[],
  isAny: (part: P) => boolean,
  fits: (part: P, item: I) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  let lastAny = -1;
  let resume = 0;
  while (item < items.length) {
    const current = parts[part];
    const next = items[item];
    if (current !== undefined && isAny(current)) {
      lastAny = part++;
      resume = item;
    } else if (current !== undefined && next !== undefined && fits(current, next)) {
      part++;
      item++;
    } else if (lastAny >= 0) {
      part = lastAny + 1;
      item = ++resume;
    } else return false;
  }
  return parts.slice(part).every(isAny);
}

function parseName(text: string): PathPart {
  if (text === "**") return { kind: "folders" };
  const parts: NamePart[] = [];
  const characters = [...text];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? "";
    if (character === "*") parts.push({ kind: "any" });
    else if (character === "?") parts.push({ kind: "one", test: () => true });
    else if (character === "[") {
      const end = characters.indexOf("]", at + (characters[at + 1] === "!" ? 3 : 2));
      if (end < 0) parts.push(literal("["));
      else {
        parts.push({ kind: "one", test: characterClass(characters.slice(at + 1, end)) });
        at = end;
      }
    } else if (character === "\\" && at + 1 < characters.length) parts.push(literal(characters[++at] ?? ""));
    else parts.push(literal(character));
  }
  return { kind: "name", parts };
}

function literal(character: string): NamePart {
  return { kind: "one", test: (other) => other === character };
}

function characterClass(inside: readonly string[]): (character: string) => boolean {
  const isNot = inside[0] === "!" || inside[0] === "^";
  const members = isNot ? inside.slice(1) : inside;
  return (character) => {
    let isMember = false;
    for (let at = 0; at < members.length; at++) {
      const low = members[at] ?? "";
      const high = members[at + 1] === "-" ? members[at + 2] : undefined;
      if (high === undefined) isMember ||= character === low;
      else {
        isMember ||= low <= character && character <= high;
        at += 2;
      }
    }
    return isMember !== isNot;
  };
}

/** The patterns that one with `{a,b}` stands for; braces may be nested, and a brace without a comma is a character. */
export function braceAlternatives(pattern: string): string[] {
  let done: string[] = [pattern];
  for (;;) {
    const next = done.flatMap((text) => expandFirst(text) ?? [text]);
    if (next.length === done.length && next.every((text, index) => text === done[index])) {
      return done.map((text) => text.replaceAll("\u0001", "\\{").replaceAll("\u0002", "{"));
    }
    if (next.length > mostAlternatives) {
      throw new RangeError(`The pattern ${pattern} stands for more than ${mostAlternatives} patterns.`);
    }
    done = next;
  }
}

function expandFirst(text: string): string[] | null {
  const open = text.indexOf("{");
  if (open < 0) return null;
  if (text[open - 1] === "\\") return [`${text.slice(0, open - 1)}\u0001${text.slice(open + 1)}`];
  const commas: number[] = [];
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "," && depth === 1) commas.push(at);
    else if (text[at] === "}" && --depth === 0) {
      if (commas.length === 0) break;
      const bounds = [open, ...commas, at];
      return bounds
        .slice(1)
        .map(
          (end, index) =>
            text.slice(0, open) + text.slice((bounds[index] ?? 0) + 1, end) + text.slice(at + 1),
        );
    }
  }
  return [`${text.slice(0, open)}\u0002${text.slice(open + 1)}`];
}
