/** A cell that a magic marks as SQL: what stands before the statement, as written, and the name it gives the result. */
export interface SqlMagic {
  readonly prefix: string;
  readonly sql: string;
  readonly name: string | null;
}

const name = String.raw`[\p{L}_][\p{L}\p{M}\p{Nd}_]*`;
const cellMagic = /%%(?:sql|dql|duckdb)(?=[ \t\n]|$)/y;
const lineMagic = /%(?:sql|dql)(?=[ \t])/y;
/** `name <<` or `name = <<`, as in JupySQL and ipython-sql; the statement may follow on the same line. */
const assignment = new RegExp(`[ \\t]*(${name})[ \\t]*(?:=[ \\t]*)?<<`, "uy");
/** `-o name` of magic_duckdb and `--save name` of JupySQL. */
const naming = new RegExp(`[ \\t]+(?:-o|--output|-S|--save)[ \\t=]+(${name})(?=[ \\t\\n]|$)`, "uy");
const valuedFlag =
  /[ \t]+(?:-w|--with|-A|--alias|-s|--section|-f|--file|-a|--connection_arguments|-C|--creator|-i|--interact)[ \t]+[^ \t\n]+/y;
const flag = /[ \t]+--?[A-Za-z][^ \t\n]*/y;
/** A connection by its address or by its name. */
const connection = /[ \t]+(?:[A-Za-z][\w+]*:\/\/[^ \t\n]*|@[^ \t\n]+|\[[^\]\n]+\])/y;
const restOfLine = /[ \t]*\n?/y;

/**
 * Reads the magics of JupySQL, ipython-sql and magic_duckdb: `%%sql`, `%%sql name <<`, `%%dql -o name`, and `%sql` where
 * it is the whole cell. Null where the cell is no SQL.
 */
export function readSqlMagic(source: string): SqlMagic | null {
  const isCell = match(cellMagic, source, 0) !== null;
  const start = match(isCell ? cellMagic : lineMagic, source, 0);
  if (start === null || (!isCell && source.trimEnd().includes("\n"))) return null;
  let at = start.length;
  let given: string | null = null;
  for (;;) {
    const named = match(naming, source, at) ?? match(assignment, source, at);
    const part =
      named ?? match(valuedFlag, source, at) ?? match(flag, source, at) ?? match(connection, source, at);
    if (part === null) break;
    at += part.length;
    if (named) given = new RegExp(`(${name})[ \\t]*(?:=[ \\t]*)?(?:<<)?$`, "u").exec(named)?.[1] ?? given;
    if (named?.endsWith("<<")) break;
  }
  at += match(restOfLine, source, at)?.length ?? 0;
  const sql = source.slice(at);
  // A flag alone, such as `%sql --connections`, is a command and no statement.
  return !isCell && sql.trim() === "" ? null : { prefix: source.slice(0, at), sql, name: given };
}

/** The line that makes a cell SQL where Jupyter has the `%%sql` magic, giving its result a name. */
export function sqlMagicLine(cellName: string): string {
  return match(assignment, `${cellName} <<`, 0) === `${cellName} <<` ? `%%sql ${cellName} <<\n` : "%%sql\n";
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
