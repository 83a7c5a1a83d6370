import { parseConvert } from "../convert/parseConvert.mjs";
import { parseRun } from "../run/parseRun.mjs";
import { parseWords } from "../setup/parseWords.mjs";
import { UsageError } from "../setup/UsageError.mjs";

/**
 * What a command line asks for.
 * @param {readonly string[]} words what follows the program's name
 * @returns {{ command: "help" | "version" } | ReturnType<typeof parseConvert> | ReturnType<typeof parseRun> | { command: "serve", folder: string | null, port: number | null, open: boolean }}
 */
export function parseArguments(words) {
  const first = words.find((word) => !word.startsWith("-"));
  if (first === "convert") return parseConvert(words);
  if (first === "run") return parseRun(words);
  const options = {
    help: { type: "boolean", short: "h" },
    version: { type: "boolean", short: "v" },
    port: { type: "string" },
    "no-open": { type: "boolean" },
  };
  const { values, positionals } = parseWords(words, options, "eider --help lists what there is.");
  if (values.help) return { command: "help" };
  if (values.version) return { command: "version" };
  const [command = "serve", folder = null, ...rest] = positionals;
  if (command !== "serve")
    throw new UsageError(`There is no command "${command}". eider --help lists what there is.`);
  if (rest.length > 0) throw new UsageError("eider serve takes one folder.");
  let port = null;
  if (values.port !== undefined) {
    port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65535) {
      throw new UsageError(`--port takes a number from 0 to 65535, not "${values.port}".`);
    }
  }
  return { command, folder, port, open: values["no-open"] !== true };
}
