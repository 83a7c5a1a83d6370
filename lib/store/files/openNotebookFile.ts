import type { Outcome } from "../../engine/protocol.ts";
import type { ReadNotebook } from "../../formats/convert/conversion.ts";
import { notebookFormatOf, withoutEnding } from "../../formats/notebookFormat.ts";
import type { AppStore } from "../appStore.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";

interface OpenDeps {
  platform: Platform;
  store: AppStore;
}

/** A file as the text of a notebook, and as what belongs beside it. */
export interface OpenedNotebook {
  text: string;
  assetsText: string | null;
}

/**
 * Reads a notebook file of any format, by its name; `beside` is the file of its assets, where that was given with it.
 * Null where it cannot be opened, which is said. A file of Eider's own stays as it is, byte for byte.
 */
export async function openNotebookFile(
  deps: OpenDeps,
  file: File,
  beside: File | null = null,
): Promise<OpenedNotebook | null> {
  return said(deps, file.name, await readNotebookFile(deps.platform, file, beside));
}

/** A text as the notebook that its file's name says it is; null where it is none, which is said. */
export async function asNotebook(
  deps: OpenDeps,
  fileName: string,
  opened: OpenedNotebook,
): Promise<OpenedNotebook | null> {
  return said(deps, fileName, await readNotebookText(deps.platform, fileName, opened));
}

function said({ store }: OpenDeps, fileName: string, read: Outcome<ReadNotebook>): OpenedNotebook | null {
  if (!read.ok) {
    const { message, hint } = read.error;
    notify(store, "error", [message, hint].filter(Boolean).join(" "));
    return null;
  }
  const { notes, ...opened } = read.value;
  if (notes.length > 0) notify(store, "warning", [`${fileName}:`, ...notes].join(" "));
  return opened;
}

/** A file as a notebook, whoever is told of what goes wrong. */
export async function readNotebookFile(
  platform: Pick<Platform, "formatTools">,
  file: File,
  beside: File | null,
): Promise<Outcome<ReadNotebook>> {
  const text = decodeText(await file.arrayBuffer());
  if (text === null) {
    const message = `${file.name} is not UTF-8 text, so it was not opened.`;
    return { ok: false, error: { code: "file", message, hint: "Save it as UTF-8 and try again." } };
  }
  const assetsText = beside && decodeText(await beside.arrayBuffer());
  return readNotebookText(platform, file.name, { text, assetsText });
}

async function readNotebookText(
  platform: Pick<Platform, "formatTools">,
  fileName: string,
  { text, assetsText }: OpenedNotebook,
): Promise<Outcome<ReadNotebook>> {
  const asItIs = { text, assetsText, notes: [] };
  const format = notebookFormatOf(fileName) ?? "nb.md";
  if (format === "nb.md") return { ok: true, value: asItIs };
  const tools = await platform.formatTools();
  const read = await tools.conversions.read(format, text, withoutEnding(fileName));
  // Markdown that cannot be read as a notebook is still shown as text.
  if (!read.ok && format === "md") return { ok: true, value: asItIs };
  if (!read.ok) {
    return {
      ok: false,
      error: { ...read.error, message: `${fileName} was not opened. ${read.error.message}` },
    };
  }
  return { ok: true, value: { ...read.value, assetsText: read.value.assetsText ?? assetsText } };
}

/** Keeps what came with a notebook under its id. */
export async function keepAssets({ platform, store }: OpenDeps, id: string, text: string): Promise<void> {
  try {
    await (await platform.formatTools()).saveAssets(id, text);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
    notify(store, "warning", `Its outputs and attachments are kept until this tab is closed only (${why}).`);
  }
}

/** UTF-8 text with every byte kept, a byte order mark too; null where the bytes are something else. */
export function decodeText(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}
