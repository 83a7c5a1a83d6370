import { IngestError } from "../../types.ts";
import { limits } from "../workbookLimits.ts";
import { eachElement } from "../xml/eachElement.ts";
import { unescapeOoxml } from "../xml/xmlText.ts";

/** The texts that cells name by number. Runs of rich text are joined; phonetic guides are no part of the text. */
export async function sharedStrings(chunks: AsyncIterable<string>, what: string): Promise<string[]> {
  const strings: string[] = [];
  const size = new SharedSize();
  let current = "";
  let isText = false;
  let phonetic = 0;
  await eachElement(chunks, what, {
    open: (name) => {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic++;
      else if (name === "t") isText = phonetic === 0;
    },
    text: (text) => {
      if (isText) current += text;
    },
    close: (name) => {
      if (name === "t") isText = false;
      else if (name === "rPh") phonetic--;
      else if (name === "si") {
        size.add(current);
        strings.push(unescapeOoxml(current));
      }
    },
  });
  return strings;
}

/** Keeps watch over what all shared strings come to. */
export class SharedSize {
  private characters = 0;
  private count = 0;

  add(text: string): void {
    this.characters += text.length;
    this.count++;
    if (this.characters > limits.sharedCharacters || this.count > limits.sharedStrings) {
      throw new IngestError(
        `The workbook's shared texts are more than a tab can hold (${this.count} so far, ` +
          `${Math.floor(this.characters / 2 ** 20)} million characters). Save the sheet as CSV and add that.`,
      );
    }
  }
}
