import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier, quoteLiteral } from "./quote.ts";

/**
 * A relation whose rows are elsewhere is a view that names its columns and fails when it is read, so that nothing is ever
 * read of it by mistake. Where a statement reads it, a temporary view of the same name, which comes before it, shows the
 * rows that were fetched for that statement.
 */
export function remoteViewName(remote: number): string {
  return `__eider_remote_${remote}`;
}

/** How a column is called inside that view, so that EXPLAIN tells beyond doubt which it means. */
export function remoteColumnName(remote: number, column: number): string {
  return `__r${remote}_c${column}`;
}

/** An expression that fails, where a column was not fetched. Functions that fail are never computed beforehand. */
export function columnNotFetched(remote: number, column: number, type: string): string {
  return `error(${quoteLiteral(`Column ${column} of remote relation ${remote} was not fetched.`)})::${type}`;
}

/** The SELECT of a remote relation as long as nothing of it is fetched. */
export function notFetchedSql(remote: number, columns: readonly Column[]): string {
  const rows = quoteLiteral(`Rows of remote relation ${remote} were not fetched.`);
  const inside = columns.map((_, index) => remoteColumnName(remote, index));
  const failing = columns.map(
    ({ type }, index) => `${columnNotFetched(remote, index, type)} as ${inside[index]}`,
  );
  const named = columns.map(({ name }, index) => `${inside[index]} as ${quoteIdentifier(name)}`);
  // A filter that DuckDB moves down to the columns names a plain column as the statement does, whatever that means; but
  // inside this it calls it by its own name. See mayMatch.
  const wrapped = inside.map((column) => `[${column}][1] as ${column}`);
  return (
    `select ${named.join(", ")} from (select ${wrapped.join(", ")} from (select ${failing.join(", ")} ` +
    `from range(1000000000000) where error(${rows}) is null))`
  );
}

/** The remote relations that a failure says were not fetched. */
export function notFetchedIn(message: string): number[] {
  const found = message.matchAll(/(?:Column \d+|Rows) of remote relation (\d+) (?:was|were) not fetched\./g);
  return [...new Set([...found].map(([, remote]) => Number(remote)))];
}
