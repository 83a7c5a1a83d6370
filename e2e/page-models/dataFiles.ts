import { gzipSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import type { GivenFile } from "./NotebookPage.ts";

/** A file made up by a test. */
export function given(name: string, content: string | Buffer): GivenFile {
  return { name, mimeType: "", buffer: Buffer.from(content) };
}

/** The same file, gzipped, as it would be named. */
export function gzipped(name: string, content: string | Buffer): GivenFile {
  return given(`${name}.gz`, gzipSync(content));
}

/** Drops files on the page, or on what covers it, as from the desktop: they enter, move over it, and are let go. */
export async function dropFiles(
  page: Page,
  files: readonly GivenFile[],
  target: Locator = page.getByRole("main"),
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (contents) => {
      const data = new DataTransfer();
      for (const { name, base64 } of contents) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    files.map(({ name, buffer }) => ({ name, base64: buffer.toString("base64") })),
  );
  for (const type of ["dragenter", "dragover", "drop"]) {
    await target.dispatchEvent(type, { dataTransfer: transfer });
  }
}
