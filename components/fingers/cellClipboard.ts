import { copiedHtml } from "../../lib/notebookPaste/copiedText.ts";

/** Where the tabs of this browser tell each other what was copied last: a key alone may not read the clipboard. */
const key = "eider.copiedCells";
/** Larger copies reach other tabs by the clipboard alone. */
const mostCharacters = 1_000_000;

let ownStamp: string | null = null;

/** Puts cells on the clipboard, as text that other programs read and with a mark that notebooks know. */
export function writeCells(text: string): void {
  tellTabs(text);
  // Absent on plain http, whatever TypeScript's types say; the cells then stay within this browser.
  const clipboard: Partial<Clipboard> | undefined = navigator.clipboard;
  const item = new ClipboardItem({
    "text/plain": new Blob([text], { type: "text/plain" }),
    "text/html": new Blob([copiedHtml(text)], { type: "text/html" }),
  });
  clipboard?.write?.([item]).catch((thrown: unknown) => {
    console.info("The cells were copied within this browser only.", thrown);
  });
}

/** Fills a copy event, which needs nobody's leave. */
export function fillCopyEvent(data: DataTransfer, text: string): void {
  tellTabs(text);
  data.setData("text/plain", text);
  data.setData("text/html", copiedHtml(text));
}

/** Cells that another tab copied after this one did; null where this one was the last. */
export function copiedElsewhere(): string | null {
  try {
    const kept = localStorage.getItem(key);
    const [stamp = "", text] = kept === null ? [] : splitOnce(kept);
    return text === undefined || stamp === ownStamp ? null : text;
  } catch (thrown) {
    console.info("What other tabs copied could not be read.", thrown);
    return null;
  }
}

function tellTabs(text: string): void {
  ownStamp = crypto.randomUUID();
  try {
    if (text.length > mostCharacters) localStorage.removeItem(key);
    else localStorage.setItem(key, `${ownStamp}\n${text}`);
  } catch (thrown) {
    console.info("Other tabs were not told what was copied.", thrown);
  }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf("\n");
  return [text.slice(0, at), text.slice(at + 1)];
}
