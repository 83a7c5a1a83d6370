import { keptSchemaName } from "./keptSchemaName.ts";
import { quoteLiteral } from "./quote.ts";
import { timeMacrosSql } from "./time/timeMacros.ts";

/**
 * Statements that every engine runs before anything else; after the last one nothing can be configured any more.
 * `setup` are an engine's own among them, `allowed` the folders that SQL may read and write.
 */
export function engineSetupSql({
  allowed = ["src/", "out/"],
  setup = [],
}: {
  allowed?: readonly string[];
  setup?: readonly string[];
} = {}): string[] {
  return [
    "set autoinstall_known_extensions=false",
    "set autoload_known_extensions=false",
    `create schema ${keptSchemaName}`,
    ...setup,
    `set allowed_directories=[${allowed.map(quoteLiteral).join(",")}]`,
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
