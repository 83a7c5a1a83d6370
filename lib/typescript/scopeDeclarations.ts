import type { Column } from "../engine/protocol.ts";
import { ambientTypes } from "./ambientTypes.ts";
import { codeInDoc, docComment } from "./docText.ts";
import { canBeIdentifier, columnType, propertyName } from "./relationTypes.ts";
import { languageGlobals } from "./sandboxGlobals.ts";
import { type ScopeValue, valueDeclarations } from "./valueDeclarations.ts";

/** A relation that TypeScript cells may read. */
export interface ScopeRelation {
  name: string;
  /** null where they are not known yet: then any column may be named. */
  columns: readonly Column[] | null;
  /** null where it is not known. */
  rowCount: number | null;
  /** What it is made by, in words that are safe in a doc comment. */
  doc: string;
  /** The module of a TypeScript cell whose default export tells the columns as long as they are not known, else null. */
  module: string | null;
}

/** What cells have in scope. */
export interface Scope {
  /** Those that cells name come first: past so many columns in all, those of later relations are not declared. */
  relations: readonly ScopeRelation[];
  values: readonly ScopeValue[];
  /** Names as cells write them that are another spelling of one of the above. */
  spellings: readonly { written: string; of: string }[];
}

/** A page of text for the editor's compiler: as long as a thick book, and read in a tenth of a second. */
const mostColumns = 20_000;
/** Columns listed where the pointer rests on a relation. */
const listedColumns = 30;

const primitives = new Set(
  "any unknown never void undefined null string number boolean bigint symbol object".split(" "),
);

/**
 * What every cell has in reach, then each relation and value of the notebook, as .d.ts text. A relation is also the name of
 * the type of its rows. A value wins over a relation of its name, as when cells run.
 */
export function scopeDeclarations({ relations, values, spellings }: Scope): string {
  const taken = new Set(values.map(({ name }) => name.toLowerCase()));
  const declared = new Set<string>();
  const text: string[] = [ambientTypes];
  let columnsLeft = mostColumns;
  for (const relation of relations) {
    const key = relation.name.toLowerCase();
    if (!canBeDeclared(relation.name) || taken.has(key)) continue;
    taken.add(key);
    declared.add(relation.name);
    columnsLeft -= relation.columns?.length ?? 0;
    text.push(relationDeclaration(relation, columnsLeft >= 0));
  }
  const sayable = values.filter(({ name }) => canBeDeclared(name));
  for (const { name } of sayable) declared.add(name);
  text.push(valueDeclarations(sayable));
  for (const { written, of } of spellings) {
    if (!declared.has(of) || declared.has(written) || !canBeDeclared(written)) continue;
    declared.add(written);
    text.push(`declare const ${written}: typeof ${of};\n`);
  }
  return text.join("");
}

/** Names under which the library declares something of its own are left to it. */
function canBeDeclared(name: string): boolean {
  return canBeIdentifier(name) && !languageGlobals.has(name) && !primitives.has(name);
}

// Of wide data many thousands, and the columns stay the same ones until the relation is made anew.
const told = new WeakMap<readonly Column[], { fields: string; listed: readonly string[] }>();

/** Columns as properties with their DuckDB types as docs, and the first of them as a list. */
function columnTexts(columns: readonly Column[]): { fields: string; listed: readonly string[] } {
  const known = told.get(columns);
  if (known) return known;
  const fields = columns.map(
    ({ name, type }) => `  /** ${codeInDoc(type)} */\n  ${propertyName(name)}: ${columnType(type)};\n`,
  );
  const listed = columns
    .slice(0, listedColumns)
    .map(({ name, type }) => `- ${codeInDoc(name)} ${codeInDoc(type)}`);
  const more = columns.length - listed.length;
  const texts = { fields: fields.join(""), listed: [...listed, ...(more > 0 ? [`- and ${more} more`] : [])] };
  told.set(columns, texts);
  return texts;
}

function relationDeclaration(relation: ScopeRelation, inFull: boolean): string {
  const { name, columns, rowCount, doc, module } = relation;
  const counted = (count: number, what: string) =>
    `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
  const size = [
    ...(rowCount === null ? [] : [counted(rowCount, "row")]),
    ...(columns === null ? [] : [counted(columns.length, "column")]),
    doc,
  ].join(" · ");
  const declared = (row: string, lines: readonly string[]) =>
    `${docComment([size, "", ...lines])}\ndeclare const ${name}: Relation<${row}>;\n`;
  if (columns === null) {
    return module === null
      ? declared("Record<string, any>", ["Its columns are known once it has run."])
      : declared(`import("./made").RowMade<typeof import(${JSON.stringify(module)}).default>`, [
          "As its cell is written; it has not run yet.",
        ]);
  }
  const { fields, listed } = columnTexts(columns);
  if (!inFull) return declared("Record<string, any>", listed);
  // The library's own types begin with a capital: one more property of theirs would be everywhere.
  if (/^\p{Lu}/u.test(name)) return declared(`{\n${fields}}`, listed);
  return `interface ${name} {\n${fields}}\n${declared(name, listed)}`;
}

/** Declarations of the sandbox's globals without those whose name is a relation or value of the notebook, which wins. */
export function withoutNames(globals: string, names: Iterable<string>): string {
  let text = globals;
  for (const name of names) {
    if (!canBeIdentifier(name) || !text.includes(name)) continue;
    const escaped = name.replaceAll("$", "\\$");
    const declaration = new RegExp(`declare (var|function|class|const) ${escaped}(?=[\\s:(<])`, "u");
    text = text.replace(declaration, (_, kind) => `declare ${kind} $hidden_${name}`);
  }
  return text;
}
