import { fileArgument, isFileReader } from "./fileReferences.ts";
import { statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";

/** An address in SQL where a file is read; offsets count in the whole text. */
export interface NamedAddress {
  address: string;
  start: number;
  end: number;
}

/** A file or address as SQL names it where it reads one; offsets count in the whole text. */
export interface NamedFile {
  path: string;
  start: number;
  end: number;
}

/** The files and addresses that SQL reads, in FROM or by DuckDB's readers, each place in order. */
export function namedFiles(sql: string): NamedFile[] {
  return splitStatements(sql).flatMap(({ text, start }) => {
    const { strings, tableFunctions } = statementFacts(text);
    const calls = tableFunctions.flatMap((call) => {
      const path = isFileReader(call.name) ? fileArgument(call.args[0] ?? "") : null;
      return path === null ? [] : [{ path, start: call.start, end: call.end }];
    });
    return [...strings, ...calls]
      .map(({ path, ...at }) => ({ path, start: start + at.start, end: start + at.end }))
      .sort((a, b) => a.start - b.start);
  });
}

/** The addresses (`s3://…`) that SQL reads, in FROM or by DuckDB's readers, each place in order. */
export function namedAddresses(sql: string): NamedAddress[] {
  return namedFiles(sql)
    .filter(({ path }) => /^[a-z][a-z0-9+.-]*:\/\//i.test(path))
    .map(({ path, start, end }) => ({ address: path, start, end }));
}
