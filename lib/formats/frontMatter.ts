import { fullYaml, loadFullYaml } from "./fullYaml.ts";
import { isMatterMap, type MatterMap } from "./matterNode.ts";
import { readPlainYaml } from "./readPlainYaml.ts";
import { isBlank, splitLines } from "./textLines.ts";

/** A text's front matter, taken apart; `head + yaml + tail` are the first characters of the text. */
export interface FrontMatter {
  /** A byte order mark, where there is one, and the opening line. */
  readonly head: string;
  readonly yaml: string;
  /** The closing line. */
  readonly tail: string;
  /** What it says; null where it says nothing. */
  readonly root: MatterMap | null;
}

const byteOrderMark = "\uFEFF";

/**
 * The front matter that a text begins with; null where it begins with none, which is also so for prose between two rules.
 * Throws NotebookParseError where it stands there but is not YAML. A text that needs YAML (`isBeyondReach`) is read only
 * after `readyToRead`.
 */
export function findFrontMatter(text: string): FrontMatter | null {
  const ruled = betweenRules(text);
  if (ruled === null) return null;
  if (ruled.yaml === "") return { ...ruled, root: null };
  const root = readPlainYaml(ruled.yaml) ?? readFully(ruled.yaml);
  return root === null || isMatterMap(root) ? { ...ruled, root } : null;
}

/** Whether a text begins with front matter that only YAML itself can read, and YAML is not at hand. */
export function isBeyondReach(text: string): boolean {
  if (fullYaml() !== null) return false;
  const ruled = betweenRules(text);
  return ruled !== null && ruled.yaml !== "" && readPlainYaml(ruled.yaml) === null;
}

/** The text without front matter that only YAML could read, for whoever wants its cells alone. */
export function withoutUnreadFrontMatter(text: string): string {
  const ruled = isBeyondReach(text) ? betweenRules(text) : null;
  return ruled ? text.slice(ruled.head.length + ruled.yaml.length + ruled.tail.length) : text;
}

/** Settles when a text can be read: at once for most, after YAML has been fetched for the others. */
export async function readyToRead(text: string): Promise<void> {
  if (isBeyondReach(text)) await loadFullYaml();
}

function readFully(yaml: string) {
  const full = fullYaml();
  if (full === null) throw new Error("This front matter needs YAML: readyToRead comes first.");
  return full.read(yaml);
}

/** The lines between a rule at the very beginning and the next. */
function betweenRules(text: string): Omit<FrontMatter, "root"> | null {
  const start = text.startsWith(byteOrderMark) ? 1 : 0;
  if (!text.startsWith("---", start)) return null;
  // Lines are wanted only up to the closing one, but the text may be a large file that merely begins with a rule.
  const lines = splitLines(text.slice(start));
  const [first] = lines;
  if (!first || !isRuleLine(first.text, "---")) return null;
  const close = lines.findIndex(
    ({ text: line }, at) => at > 0 && (isRuleLine(line, "---") || isRuleLine(line, "...")),
  );
  if (close < 0) return null;
  const joined = (from: number, to: number) =>
    lines
      .slice(from, to)
      .map((line) => line.text + line.end)
      .join("");
  return {
    head: text.slice(0, start) + joined(0, 1),
    yaml: joined(1, close),
    tail: joined(close, close + 1),
  };
}

function isRuleLine(line: string, rule: string): boolean {
  return line.startsWith(rule) && isBlank(line.slice(rule.length));
}
