import type { Column } from "../../engine/protocol.ts";
import type { CellId } from "../../notebook/document.ts";
import type { FunctionCatalogue } from "./functionCatalogue.ts";

/** What makes a relation. */
export type Maker =
  | { kind: "cell"; cellId: CellId; label: string }
  | { kind: "source"; relation: string; file: string };

/** A relation that cells can read, be it now or once its cell has run. */
export interface KnownRelation {
  name: string;
  /** Empty where nobody knows them yet. */
  columns: readonly Column[];
  rowCount?: number | null;
  maker?: Maker;
  /** Set where the columns are what the cell's text will give: it has not run since. */
  isExpected?: boolean;
}

/** A value that SQL can use as `{{name}}`, and the cell that gives it. */
export interface KnownParameter {
  name: string;
  maker: Maker;
}

/** All that is known around one SQL cell. */
export interface SqlKnowledge {
  relations: readonly KnownRelation[];
  parameters: readonly KnownParameter[];
  functions: FunctionCatalogue;
}

export function findRelation(relations: readonly KnownRelation[], name: string): KnownRelation | undefined {
  const key = name.toLowerCase();
  return relations.find((relation) => relation.name.toLowerCase() === key);
}

/** Columns by the name of a relation, or by `'file'` in quotes, as statementScopes asks for them. */
export function columnsIn(relations: readonly KnownRelation[]): (name: string) => readonly Column[] | null {
  const byName = new Map<string, readonly Column[]>();
  for (const { name, columns, maker } of relations) {
    if (columns.length === 0) continue;
    byName.set(name.toLowerCase(), columns);
    if (maker?.kind === "source") byName.set(`'${maker.file.toLowerCase()}'`, columns);
  }
  return (name) => byName.get(name.toLowerCase()) ?? null;
}
