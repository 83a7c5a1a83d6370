import type { JsonObject } from "../jsonObject.ts";
import { tableHtml, tableText } from "../resultTable.ts";
import { pictureBytes, type ShownResult } from "../shownResult.ts";
import { textAsLines } from "./multilineText.ts";

/** A result as an output that code hosts and JupyterLab show: as text, and as HTML or as a picture and Vega-Lite. */
export function resultOutput(result: ShownResult): JsonObject {
  return { data: media(result), metadata: {}, output_type: "display_data" };
}

function media(result: ShownResult): JsonObject {
  if (result.type === "text") return { "text/plain": textAsLines(result.text) };
  if (result.type === "table") {
    return { "text/html": textAsLines(tableHtml(result)), "text/plain": textAsLines(tableText(result)) };
  }
  const picture = pictureBytes(result.picture);
  return {
    "application/vnd.vegalite.v5+json": result.spec,
    ...(picture === null ? {} : { "image/png": picture }),
    "text/plain": textAsLines(result.summary),
  };
}
