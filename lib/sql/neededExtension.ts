import { identifierOf, significant, type Token, tokenize } from "./tokenize.ts";

/** An extension of DuckDB that a statement needs, and what in the statement needs it. */
export interface NeededExtension {
  /** What kind of thing, in DuckDB's words, e.g. "Scalar Function". */
  kind: string;
  name: string;
  extension: string;
}

/** Formats of COPY that DuckDB 1.4.3 does not find in its own list of what is in which extension. */
const unlistedFormats: Readonly<Record<string, string>> = { xlsx: "excel", gdal: "spatial" };

/**
 * The extension that DuckDB says is missing; null for any other error. DuckDB knows by itself which extension has which
 * function, type, collation or kind of secret. What it only refuses, an ATTACH of another system's database, `sent` tells.
 */
export function neededExtension(message: string, sent = ""): NeededExtension | null {
  const listed =
    /([A-Z][A-Za-z ]*?) with name "([^"]+)" is not in the catalog, but it exists in the (\w+)/.exec(message);
  if (listed) return { kind: listed[1] ?? "", name: listed[2] ?? "", extension: listed[3] ?? "" };
  const secret = /Secret type '([^']+)' does not exist, but it exists in the (\w+) extension/.exec(message);
  if (secret) return { kind: "Secret type", name: secret[1] ?? "", extension: secret[2] ?? "" };
  const format = /Copy Function with name "?(\w+)"? does not exist/.exec(message)?.[1];
  const ofFormat = format && Object.hasOwn(unlistedFormats, format) ? unlistedFormats[format] : undefined;
  if (format && ofFormat) return { kind: "Copy Function", name: format, extension: ofFormat };
  if (/Loading external extensions is disabled/.test(message)) {
    const type = attachedType(significant(tokenize(sent)));
    if (type) return { kind: "Database type", name: type, extension: type.toLowerCase() };
  }
  return null;
}

/** What the error says of it to the user: a sentence, and what to try. */
export function sayNeeded(need: NeededExtension): { message: string; hint: string } {
  const { kind, name, extension } = need;
  const byBuild = canBeCarried(need)
    ? `Whoever builds this app can carry it: npm run extensions -- ${extension}. `
    : "";
  const instead =
    kind === "Copy Function"
      ? "The cell's menu exports a result without it, as CSV, Parquet, NDJSON or Arrow."
      : "Files need no extension: add them through the Data panel.";
  return {
    message: `${nameIt(kind, name)} needs DuckDB's ${extension} extension, which the engine in this tab does not have.`,
    hint: `${byBuild}${instead}`,
  };
}

/** Not what the build leaves out (see extensions/README.md), nor what reaches another system: SQL is locked to its files. */
function canBeCarried({ kind, extension }: NeededExtension): boolean {
  return !/^(icu|httpfs)$|_scanner$/.test(extension) && !/^(Secret|Database) type$/.test(kind);
}

function nameIt(kind: string, name: string): string {
  switch (kind) {
    case "Type":
      return `The type ${name}`;
    case "Collation":
      return `The collation ${name}`;
    case "Copy Function":
      return `COPY in the format ${name}`;
    case "Secret type":
      return `A secret of type ${name}`;
    case "Database type":
      return `ATTACH of type ${name}`;
    default:
      return /^\w/.test(name) ? name : `The operator ${name}`;
  }
}

/**
 * Where in a statement it is needed, as an offset (UTF-16 units); DuckDB names no place for it. Null where the statement
 * does not spell it, as with a view that it reads.
 */
export function placeOfNeed(need: NeededExtension, sent: string): number | null {
  const tokens = significant(tokenize(sent));
  const wanted = need.name.toLowerCase();
  const named = tokens.flatMap((token, at) => {
    if ((identifierOf(token) ?? literalOf(token))?.toLowerCase() !== wanted) return [];
    return [{ token, likeness: likeness(tokens, at, need.kind) }];
  });
  const [best] = named.sort((a, b) => b.likeness - a.likeness);
  if (best && best.likeness > 0) return best.token.start;
  const operator = operatorOf(need, tokens) ?? best?.token;
  // A format is often left to the file's name.
  return (operator ?? (need.kind === "Copy Function" ? tokens[0] : undefined))?.start ?? null;
}

/** How much the name at `at` looks like a use of this kind of thing and not like a column or alias; 0: not at all. */
function likeness(tokens: readonly Token[], at: number, kind: string): number {
  const [before, after] = [tokens[at - 1], tokens[at + 1]?.text];
  const word = before?.text.toUpperCase() ?? "";
  switch (kind) {
    case "Type":
      if (word === "::") return 3;
      if (word === "AS" && (after === ")" || after === "[")) return 2;
      return before?.kind === "quoted" || (before?.kind === "word" && !clauseWords.test(word)) ? 1 : 0;
    case "Collation":
      return word === "COLLATE" ? 1 : 0;
    case "Copy Function":
      return word === "FORMAT" ? 1 : 0;
    case "Secret type":
    case "Database type":
      return word === "TYPE" ? 1 : 0;
    default:
      return after === "(" ? 1 : 0;
  }
}

/** Words before a column's name, not before a column's type. */
const clauseWords =
  /^(SELECT|DISTINCT|BY|WHERE|AND|OR|NOT|ON|HAVING|QUALIFY|FROM|JOIN|AS|CASE|WHEN|THEN|ELSE|IN|USING)$/;

/** The arrows on JSON text are functions of another name; before a name an arrow is most likely a lambda's. */
function operatorOf({ name }: NeededExtension, tokens: readonly Token[]): Token | undefined {
  const text = name === "json_extract" ? "->" : name;
  const all = tokens.filter((token) => token.kind === "operator" && token.text === text);
  return (
    all.find((token) => /^(string|number|parameter)$/.test(tokens[tokens.indexOf(token) + 1]?.kind ?? "")) ??
    all[0]
  );
}

/** `FORMAT 'json'` is as good as `FORMAT json`. */
function literalOf(token: Token): string | null {
  return token.kind === "string" ? token.text.slice(1, -1) : null;
}

/** The type in `ATTACH … (TYPE sqlite)`. */
function attachedType(tokens: readonly Token[]): string | null {
  if (tokens[0]?.text.toUpperCase() !== "ATTACH") return null;
  const at = tokens.findIndex((token) => token.text.toUpperCase() === "TYPE");
  const token = at < 0 ? undefined : tokens[at + 1];
  return token ? (identifierOf(token) ?? literalOf(token)) : null;
}
