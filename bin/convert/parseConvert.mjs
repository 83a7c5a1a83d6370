import { parseWords } from "../setup/parseWords.mjs";
import { UsageError } from "../setup/UsageError.mjs";

/** How the command is used; the formats follow from the files' names. */
export const convertUsage = "eider convert FROM TO [--as FORMAT] [--force] [--no-magic]";

/**
 * What `eider convert …` asks for.
 * @param {readonly string[]} words what follows the program's name, "convert" among them
 * @returns {{ command: "convert", from: string, to: string, as: string | null, force: boolean, sqlMagic: boolean } | { command: "help" }}
 */
export function parseConvert(words) {
  const options = {
    help: { type: "boolean", short: "h" },
    as: { type: "string" },
    force: { type: "boolean", short: "f" },
    "no-magic": { type: "boolean" },
  };
  const { values, positionals } = parseWords(words, options, `Usage: ${convertUsage}`);
  if (values.help) return { command: "help" };
  const [, from, to, ...rest] = positionals;
  if (from === undefined || to === undefined || rest.length > 0) {
    throw new UsageError(
      `eider convert takes two files, the one to read and the one to write. Usage: ${convertUsage}`,
    );
  }
  return {
    command: "convert",
    from,
    to,
    as: values.as ?? null,
    force: values.force === true,
    sqlMagic: values["no-magic"] !== true,
  };
}
