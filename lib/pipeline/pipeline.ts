import type { SourceEntry } from "../notebook/document.ts";

/** What a notebook does to data, without the notebook: sources, values, and relations in an order in which they can be made. */
export interface Pipeline {
  title: string;
  sources: readonly PipelineSource[];
  variables: readonly PipelineVariable[];
  models: readonly PipelineModel[];
  /** Cells that no SQL can stand for, each with why, one sentence. */
  leftOut: readonly { name: string; why: string }[];
}

/** A source relation; `columns` are those it has in the notebook, DuckDB type by name, null where they are not known. */
export interface PipelineSource {
  relation: string;
  entry: SourceEntry;
  columns: Readonly<Record<string, string>> | null;
}

/** The value of an input cell as an exact typed SQL literal; SQL reads it by `getvariable('name')`. */
export interface PipelineVariable {
  name: string;
  literal: string;
}

/** A relation that a cell makes. */
export interface PipelineModel {
  name: string;
  /** The kind of cell that it was. */
  kind: string;
  /** Statements to run first; they make what the query reads beside other relations, if anything. */
  before: readonly string[];
  /** The relation's rows; null where the statements before make all that there is. */
  query: string | null;
  isView: boolean;
  /** Sources and other models that it reads, as they are called there. */
  reads: readonly string[];
}

/** A file of a pipeline in another form; `path` is below the folder that holds them all, with "/". */
export interface PipelineFile {
  path: string;
  text: string;
}
