import { inflateSync } from "fflate";

/**
 * A database file with nothing in it, as DuckDB 1.4.3 makes one that is opened and closed; 12 KiB, nearly all of them zero.
 * DuckDB-WASM writes to a registered file only where it is a database already: of an empty one it says that it is none.
 */
export function emptyDatabase(): Uint8Array {
  return inflateSync(Uint8Array.from(atob(deflated), (sign) => sign.charCodeAt(0)));
}

const deflated =
  "7dexCcJQFAXQL1i4SMDqYzBCrBS0E+ycwKAbWJtWSJVFBFdwguwTtAgiBATLFOc0l8d9C9xzW0/LKj62h81uHf5zSWMW57/7Ii2OeX5aLmYBAAAAGIDnNbnf9qvmc796vp/jLiZdjIL9DwAAAPa//Q8AAABD8QY=";
