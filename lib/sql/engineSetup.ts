import { keptSchemaName } from "./keptSchemaName.ts";
import { timeMacrosSql } from "./time/timeMacros.ts";

/** Statements that every engine runs before anything else; after the last one nothing can be configured any more. */
export function engineSetupSql(): string[] {
  return [
    "set autoinstall_known_extensions=false",
    "set autoload_known_extensions=false",
    `create schema ${keptSchemaName}`,
    "set allowed_directories=['src/','out/']",
    "set enable_external_access=false",
    "set lock_configuration=true",
  ];
}

/**
 * Statements that every engine runs before the first statement that `mentionsTime`; they take as long as all else of
 * its start, so they wait until then or until nobody asks for anything.
 */
export function timeSetupSql(): string[] {
  return timeMacrosSql();
}
