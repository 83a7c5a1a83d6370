/** What helps with SQL while it is written: fetched when somebody begins to write, since reading goes without. */
export const loadSqlHelp = () => import("./sqlHelp.ts");
