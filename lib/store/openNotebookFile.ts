import { isEvidence } from "../formats/evidence/importEvidence.ts";
import { printAssets } from "../formats/notebookAssets.ts";
import { formatNames, notebookFormatOf, withoutEnding } from "../formats/notebookFormat.ts";
import { printNotebook } from "../formats/printNotebook.ts";
import { readNotebook } from "../formats/readNotebook.ts";
import type { AppStore } from "./appStore.ts";
import { notify } from "./notices.ts";
import type { Platform } from "./platform.ts";

interface OpenDeps {
  platform: Platform;
  store: AppStore;
}

interface OpenedFile {
  text: string;
  assetsText: string | null;
}

/**
 * Reads a notebook file of any format, by its name, as the text of the notebook that will have this id; `beside` is the
 * file of its assets, where that was given with it. Null where it cannot be opened, which is said.
 */
export async function openNotebookFile(
  deps: OpenDeps,
  notebookId: string,
  file: File,
  beside: File | null = null,
): Promise<string | null> {
  const opened = await readFile(deps.store, file, beside);
  if (opened?.assetsText != null) await keepAssets(deps, notebookId, opened.assetsText);
  return opened?.text ?? null;
}

async function keepAssets({ platform, store }: OpenDeps, id: string, text: string): Promise<void> {
  try {
    await (await platform.formatTools()).saveAssets(id, text);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
    notify(store, "warning", `Its outputs and attachments are kept until this tab is closed only (${why}).`);
  }
}

/** A file of Eider's own stays as it is, byte for byte. */
async function readFile(store: AppStore, file: File, beside: File | null): Promise<OpenedFile | null> {
  const content = decodeText(await file.arrayBuffer());
  if (content === null) {
    const advice = "so it was not opened. Save it as UTF-8 and try again.";
    notify(store, "error", `${file.name} is not UTF-8 text, ${advice}`);
    return null;
  }
  const format = notebookFormatOf(file.name) ?? "nb.md";
  if (format === "nb.md" || (format === "md" && !isEvidence(content))) {
    return { text: content, assetsText: beside && decodeText(await beside.arrayBuffer()) };
  }
  const read = readNotebook(format, content);
  if (!read.ok) {
    const { message, hint } = read.error;
    notify(store, "error", [`${file.name} was not opened. ${message}`, hint].filter(Boolean).join(" "));
    return null;
  }
  const { document, assets, notes } = read.value;
  if (notes.length > 0)
    notify(store, "warning", [`${file.name}, a ${formatNames[format]}:`, ...notes].join(" "));
  const title = document.title || withoutEnding(file.name);
  return { text: printNotebook({ ...document, title }), assetsText: assets && printAssets(assets) };
}

/** UTF-8 text with every byte kept, a byte order mark too; null where the bytes are something else. */
function decodeText(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}
