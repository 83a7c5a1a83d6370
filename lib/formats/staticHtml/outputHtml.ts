import { escapeHtml } from "../escapeHtml.ts";
import { multilineText } from "../ipynb/multilineText.ts";
import { type JsonObject, objectUnder } from "../jsonObject.ts";
import { tableHtml } from "../resultTable.ts";
import { pictureBytes, type ShownResult } from "../shownResult.ts";

/** A result as it is shown on a page without scripts. */
export function resultHtml(result: ShownResult): string {
  if (result.type === "text") return textHtml(result.text);
  if (result.type === "table") return `<div class="wide">${tableHtml(result)}</div>`;
  const picture = pictureBytes(result.picture);
  const words = escapeHtml(result.summary);
  if (picture === null) return `<p class="note">Chart: ${words}</p>`;
  return `<figure><img src="data:image/png;base64,${picture}" alt="${words}"></figure>`;
}

/** What an output of a Jupyter notebook shows without running anything: its picture, else its text; "" where it has neither. */
export function keptOutputHtml(output: JsonObject): string {
  switch (output.output_type) {
    case "stream":
      return textHtml(multilineText(output.text));
    case "error":
      return textHtml(multilineText(lines(output.traceback)));
    default:
      return mediaHtml(objectUnder(output, "data"));
  }
}

const pictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"];

function mediaHtml(data: JsonObject): string {
  for (const type of pictureTypes) {
    const bytes = multilineText(data[type])?.replace(/\s/g, "");
    if (bytes && /^[A-Za-z0-9+/=]+$/.test(bytes)) {
      const words = escapeHtml(multilineText(data["text/plain"]) ?? "output");
      return `<figure><img src="data:${type};base64,${bytes}" alt="${words}"></figure>`;
    }
  }
  return textHtml(multilineText(data["text/plain"]) ?? multilineText(data["text/markdown"]));
}

/** Consoles colour their text by escape sequences, which mean nothing here. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, "g");

function textHtml(text: string | null): string {
  const plain = text?.replace(colours, "").trimEnd();
  return plain ? `<pre class="output">${escapeHtml(plain)}</pre>` : "";
}

function lines(value: unknown): unknown {
  const list: unknown[] = Array.isArray(value) ? value : [];
  return list.map((line) => `${String(line)}\n`);
}
