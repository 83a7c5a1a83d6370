import type { XmlScanner } from "./xmlScanner.ts";

/** Gives a scanner the next piece of its text; false where there is none, and the end was looked at. */
export async function moreXml(chunks: AsyncGenerator<string>, scanner: XmlScanner): Promise<boolean> {
  const { done, value } = await chunks.next();
  if (!done) {
    scanner.push(value);
    return true;
  }
  scanner.end();
  // Whatever is wrong with the end of the text shows here.
  scanner.next();
  return false;
}
