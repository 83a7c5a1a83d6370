import type { KeptRows } from "./keptResults.ts";
import { keptName, selectAll } from "./session.ts";

/**
 * What stands behind FROM to read kept rows: the table itself where its columns have their own names, since naming
 * hundreds of them takes long to bind. It may then have more columns than the result.
 */
export function fromKept(rows: KeptRows): string {
  const { source, columns } = rows;
  const isPlain = "table" in source && columns.every(({ name }, at) => source.from[at] === name);
  return isPlain ? keptName(source.table) : `(${selectAll(rows)}\n)`;
}
