import { parseArgs } from "node:util";
import { UsageError } from "./UsageError.mjs";

/**
 * The options and other words of a command line; throws a UsageError that ends in `help` where one is unknown.
 * @template {import("node:util").ParseArgsConfig["options"]} O
 * @param {readonly string[]} words what follows the program's name
 * @param {O} options as of node:util's parseArgs
 * @param {string} help how the command is used, as a sentence
 */
export function parseWords(words, options, help) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${error.message.split(". ")[0]}. ${help}`);
  }
}
