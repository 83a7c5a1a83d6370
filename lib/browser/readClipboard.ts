import type { Pasted } from "../ingest/clipboard/pastedTable.ts";

/** What is on the clipboard as text and HTML; null where the browser or its user does not let it be read. */
export async function readClipboard(): Promise<Pasted | null> {
  // Absent on plain http and in some browsers, whatever TypeScript's types say.
  const clipboard: Partial<Clipboard> | undefined = navigator.clipboard;
  try {
    if (!clipboard?.read) return null;
    const items = await clipboard.read();
    const textOf = async (type: string) => {
      const item = items.find(({ types }) => types.includes(type));
      return item ? (await item.getType(type)).text() : "";
    };
    return { html: await textOf("text/html"), text: await textOf("text/plain") };
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}
