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

function relationDeclaration(
  { name, columns, rowCount, doc, module }: ScopeRelation,
  inFull: boolean,
): string {
  const size = [
    ...(rowCount === null ? [] : [`${rowCount.toLocaleString("en")} ${rowCount === 1 ? "row" : "rows"}`]),
    ...(columns === null ? [] : [`${columns.length} ${columns.length === 1 ? "column" : "columns"}`]),
    doc,
  ].join(" · ");
  if (columns === null) {
    const row =
      module === null
        ? "Record<string, any>"
        : `import("./made").RowMade<typeof import(${JSON.stringify(module)}).default>`;
    const note =
      module === null
        ? "Its columns are known once it has run."
        : "As its cell is written; it has not run yet.";
    return `${docComment([size, "", note])}\ndeclare const ${name}: Relation<${row}>;\n`;
  }
  const listed = columns
    .slice(0, listedColumns)
    .map((column) => `- ${codeInDoc(column.name)} ${codeInDoc(column.type)}`);
  const more = columns.length - listed.length;
  const comment = docComment([size, "", ...listed, ...(more > 0 ? [`- and ${more} more`] : [])]);
  if (!inFull) return `${comment}\ndeclare const ${name}: Relation<Record<string, any>>;\n`;
  const fields = columns
    .map(
      (column) =>
        `  /** ${codeInDoc(column.type)} */\n  ${propertyName(column.name)}: ${columnType(column.type)};\n`,
    )
    .join("");
  // The library's own types begin with a capital: one more property of theirs would be everywhere.
  if (/^\p{Lu}/u.test(name)) return `${comment}\ndeclare const ${name}: Relation<{\n${fields}}>;\n`;
  return `interface ${name} {\n${fields}}\n${comment}\ndeclare const ${name}: Relation<${name}>;\n`;
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
