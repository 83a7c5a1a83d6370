/** The schema that holds what Eider keeps; cells see their relations as views in `main`. */
export const keptSchemaName = "_eider";
