import { readFile, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../setup/UsageError.mjs";
import { loadFormats } from "./loadFormats.mjs";

/**
 * Converts a notebook file into another format, by the files' names.
 * @param {{ from: string, to: string, as: string | null, force: boolean, sqlMagic: boolean }} asked
 * @param {(line: string) => void} say
 */
export async function convertFile({ from, to, as, force, sqlMagic }, say) {
  const formats = await loadFormats();
  const fromFormat = formatOf(formats, from);
  const toFormat = as === null ? formatOf(formats, to) : namedFormat(formats, as);
  if (resolve(from) === resolve(to)) throw new UsageError("FROM and TO are the same file.");

  const text = await readText(from);
  const beside = isMarkdown(fromFormat) ? await readIfThere(formats.assetsFileName(from)) : null;
  const read = formats.readNotebook(fromFormat, text, beside);
  if (!read.ok) throw new Error(sentence(from, read.error));
  const written = await formats.writeNotebook(toFormat, read.value, { sqlMagic });
  if (!written.ok) throw new UsageError(sentence(to, written.error));

  const { assetsText, notes } = written.value;
  const assetsFile = formats.assetsFileName(to);
  const files = [[to, written.value.text], ...(assetsText === null ? [] : [[assetsFile, assetsText]])];
  if (!force) await refuseExisting(files.map(([path]) => path));
  for (const [path, content] of files) await writeNew(path, content, force);

  const { cells } = read.value.document;
  const count = `${cells.length} ${cells.length === 1 ? "cell" : "cells"}`;
  say(`${to} written: ${count}, as ${formats.formatNames[toFormat]}.`);
  if (assetsText !== null)
    say(`${assetsFile} holds outputs, attachments and metadata. Keep it beside the notebook.`);
  else if (isMarkdown(toFormat) && (await exists(assetsFile))) {
    say(`${assetsFile} belongs to what stood here before. It was left as it is.`);
  }
  for (const note of [...read.value.notes, ...notes]) say(note);
}

function isMarkdown(format) {
  return format === "nb.md" || format === "md";
}

function formatOf({ notebookFormatOf, formatNames }, path) {
  const format = notebookFormatOf(path);
  if (format !== null) return format;
  throw new UsageError(
    `The name of ${path} does not say its format. Known endings: ${Object.keys(formatNames).join(", ")}.`,
  );
}

function namedFormat({ formatNames }, name) {
  if (Object.hasOwn(formatNames, name)) return name;
  throw new UsageError(`--as takes one of ${Object.keys(formatNames).join(", ")}, not "${name}".`);
}

async function readText(path) {
  let bytes;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${reasonOf(error)}.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${path} is not UTF-8 text. Save it as UTF-8 and try again.`);
  }
}

async function readIfThere(path) {
  return (await exists(path)) ? readText(path) : null;
}

async function refuseExisting(paths) {
  for (const path of paths) {
    if (await exists(path)) throw new UsageError(`${path} is there already. --force writes over it.`);
  }
}

async function writeNew(path, content, force) {
  try {
    // "wx" also refuses a file that came between the look and the writing.
    await writeFile(path, content, { flag: force ? "w" : "wx" });
  } catch (error) {
    throw new Error(`${path} cannot be written: ${reasonOf(error)}.`);
  }
}

async function exists(path) {
  return stat(path).then(
    () => true,
    (error) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return false;
      throw error;
    },
  );
}

function reasonOf(error) {
  const reasons = {
    ENOENT: "it is not there",
    EISDIR: "it is a folder",
    EACCES: "it is not allowed",
    EEXIST: "it is there already",
  };
  return reasons[error.code] ?? error.message;
}

function sentence(path, { message, hint }) {
  return `${path}: ${[message, hint].filter(Boolean).join(" ")}`;
}
