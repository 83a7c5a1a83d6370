import { keptSchemaName } from "./keptSchemaName.ts";
import { timeMacrosSql } from "./time/timeMacros.ts";

/** Statements that every engine runs before anything else; after the last one nothing can be configured any more. */
export function engineSetupSql(): string[] {
  return [
    "set autoinstall_known_extensions=false",
    "set autoload_known_extensions=false",
    `create schema ${keptSchemaName}`,
    // As one text: sixty round trips to DuckDB's worker would be felt at every start.
    timeMacrosSql().join(";\n"),
    "set allowed_directories=['src/','out/']",
    "set enable_external_access=false",
    "set lock_configuration=true",
  ];
}
