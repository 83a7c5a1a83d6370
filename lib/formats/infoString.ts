/** The parts of a fence's info string, as in a cell. `name` is null where the fence has none. */
export interface CellInfo {
  readonly kind: string;
  readonly name: string | null;
  readonly options: Readonly<Record<string, string>>;
}

interface Token {
  /** As written, with the blanks before it. */
  readonly raw: string;
  readonly key: string;
  /** null for a word without `=`. */
  readonly value: string | null;
}

/** Reads `kind key=value key="a value"`. Of a repeated key the last one counts; a word alone is an option "". */
export function parseInfo(info: string): CellInfo {
  const tokens = tokensOf(info);
  const kind = kindToken(tokens)?.key ?? "";
  const pairs = tokens.slice(kindToken(tokens) ? 1 : 0).filter(({ key }) => key !== "");
  const name = pairs.findLast(({ key, value }) => key === "name" && value !== null)?.value ?? null;
  const options = pairs.filter(({ key }) => key !== "name").map(({ key, value }) => [key, value ?? ""]);
  return { kind, name, options: Object.fromEntries(options) };
}

/** A fence with a name is a cell. Markdown cells have no name of their own, so theirs may be empty. */
export function isCellInfo({ kind, name }: CellInfo): boolean {
  return name !== null && (name !== "" || kind === "md");
}

export function printInfo({ kind, name, options }: CellInfo): string {
  const pairs = name === null ? [] : [pairText("name", name)];
  for (const [key, value] of Object.entries(options)) pairs.push(pairText(key, value));
  return (kind === "" ? pairs : [kind, ...pairs]).join(" ");
}

/** An info string that says `after` where the given one said `before`, with every part that did not change as it was. */
export function editInfo(info: string, before: CellInfo, after: CellInfo): string {
  const tokens = tokensOf(info);
  const kind = kindToken(tokens);
  // Without a kind before, the first part has no blank in front of it.
  const parts: string[] = [kind ? (after.kind === before.kind ? kind.raw : after.kind) : `${after.kind} `];
  const written = new Set<string>();
  for (const token of kind ? tokens.slice(1) : tokens) {
    const { key } = token;
    const was = valueIn(before, key);
    const now = valueIn(after, key);
    if (now === was || key === "") {
      parts.push(token.raw);
      written.add(key);
    } else if (now !== undefined && !written.has(key)) {
      parts.push(` ${pairText(key, now)}`);
      written.add(key);
    }
  }
  for (const [key, value] of Object.entries({ name: after.name, ...after.options })) {
    if (!written.has(key) && value !== null) parts.push(` ${pairText(key, value)}`);
  }
  return parts.join("").replace(/^[ \t]+|[ \t]+$/g, "");
}

function valueIn(info: CellInfo, key: string): string | undefined {
  if (key === "name") return info.name ?? undefined;
  return Object.hasOwn(info.options, key) ? info.options[key] : undefined;
}

function kindToken(tokens: readonly Token[]): Token | null {
  const [first] = tokens;
  return first && first.value === null ? first : null;
}

function tokensOf(info: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /[ \t]*([^ \t=]*)(?:=("(?:[^"\\]|\\.)*"(?=[ \t]|$)|[^ \t]*))?/sy;
  while (pattern.lastIndex < info.length) {
    const found = pattern.exec(info);
    if (!found?.[0]) break;
    const [raw, key = "", value] = found;
    if (key !== "" || value !== undefined)
      tokens.push({ raw, key, value: value === undefined ? null : unquoted(value) });
  }
  return tokens;
}

function pairText(key: string, value: string): string {
  return `${key}=${/^[^\s"\\`&]+$/.test(value) ? value : quoted(value)}`;
}

/** Escapes as Markdown knows them in info strings: a backslash before a mark, and entities for line ends. */
function quoted(value: string): string {
  const escaped = value
    .replace(/&(?=#(?:10|13|38);)/g, "&#38;")
    .replace(/["\\]/g, "\\$&")
    .replace(/\n/g, "&#10;")
    .replace(/\r/g, "&#13;");
  return `"${escaped}"`;
}

function unquoted(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  return value
    .slice(1, -1)
    .replace(/\\(["\\])|&#(10|13|38);/g, (_whole, mark: string | undefined, code: string) => {
      return mark ?? String.fromCharCode(Number(code));
    });
}
