/** A column as far as the text tells; `type` is DuckDB's name for it, null where only the engine could tell. */
export interface ScopeColumn {
  name: string;
  type: string | null;
}

/** A relation that an expression can name. */
export interface ScopeRelation {
  /** What it is called here: its alias, or its own name. */
  name: string;
  /** The relation that it stands for, as written and without the default schema; null for a subquery or a call. */
  of: string | null;
  /** null where nobody knows them. */
  columns: readonly ScopeColumn[] | null;
  /** Columns that USING or NATURAL made one with those of a relation before: left out of `*`. Lower case. */
  merged: ReadonlySet<string>;
  /** Where its name stands (UTF-16 units); the alias where it has one. */
  start: number;
  end: number;
}

/** What the query around a place can name. */
export interface QueryScope {
  relations: readonly ScopeRelation[];
  /** Names that its SELECT list gives, which its other clauses may use. */
  aliases: readonly ScopeColumn[];
  /** Relations that WITH made, of this query and those around it. */
  ctes: readonly ScopeRelation[];
  /** The query around it, whose columns it may use too. */
  outer: QueryScope | null;
}

/** Columns of a relation of the notebook by its name; null where there is none of that name, or none are known. */
export type ColumnsOf = (name: string) => readonly ScopeColumn[] | null;

export const noScope: QueryScope = { relations: [], aliases: [], ctes: [], outer: null };
