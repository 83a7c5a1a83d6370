import { parseWords } from "../setup/parseWords.mjs";
import { UsageError } from "../setup/UsageError.mjs";

/** How the command is used. */
export const runUsage =
  "eider run NOTEBOOK [--input NAME=PATH]… [--param NAME=VALUE]… [--out FOLDER | --check]";

/**
 * What `eider run …` asks for.
 * @param {readonly string[]} words what follows the program's name, "run" among them
 */
export function parseRun(words) {
  const options = {
    help: { type: "boolean", short: "h" },
    input: { type: "string", multiple: true },
    param: { type: "string", multiple: true },
    out: { type: "string" },
    "allow-host": { type: "string", multiple: true },
    notify: { type: "string", multiple: true },
    check: { type: "boolean" },
    verify: { type: "string" },
    trust: { type: "boolean" },
    json: { type: "boolean" },
    memory: { type: "string" },
    spill: { type: "string" },
  };
  const { values, positionals } = parseWords(words, options, `Usage: ${runUsage}`);
  if (values.help) return { command: "help" };
  const [, notebook, ...rest] = positionals;
  if (notebook === undefined || rest.length > 0)
    throw new UsageError(`eider run takes one notebook. Usage: ${runUsage}`);
  if (/^[a-z]+:\/\//i.test(notebook))
    throw new UsageError(
      "eider run takes a notebook of the disk. Fetch it first, read it, and run the file.",
    );
  const { check = false, out = null, verify = null, memory = null } = values;
  if (check && out !== null) throw new UsageError("--check writes nothing, so it goes without --out.");
  const { notify = [] } = values;
  if (notify.length > 0 && out === null)
    throw new UsageError("--notify tells what was written, so it goes with --out.");
  if (check && verify !== null)
    throw new UsageError("--check runs only what checks, so it goes without --verify.");
  if (memory !== null && !/^\d+(\.\d+)?\s*[KMGT]i?B$/i.test(memory))
    throw new UsageError(`--memory takes an amount such as 4GB or 500MB, not "${memory}".`);
  return {
    command: "run",
    json: values.json === true,
    request: {
      notebook,
      inputs: pairs("--input", values.input),
      params: pairs("--param", values.param),
      out,
      allowHosts: values["allow-host"] ?? [],
      notify,
      check,
      verify,
      trust: values.trust === true,
      memory,
      spill: values.spill ?? null,
    },
  };
}

function pairs(option, texts = []) {
  const found = {};
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw new UsageError(`${option} takes NAME=VALUE, not "${text}".`);
    const name = text.slice(0, at);
    if (Object.hasOwn(found, name)) throw new UsageError(`${option} names ${name} twice.`);
    Object.defineProperty(found, name, { value: text.slice(at + 1), enumerable: true });
  }
  return found;
}
