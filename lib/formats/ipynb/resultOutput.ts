import type { JsonObject } from "../jsonObject.ts";
import { tableHtml, tableText } from "../resultTable.ts";
import type { ShownResult } from "../shownResult.ts";
import { textAsLines } from "./multilineText.ts";

/** A result as an output that code hosts and JupyterLab show: always as text, and as HTML or Vega-Lite beside it. */
export function resultOutput(result: ShownResult): JsonObject {
  const data =
    result.type === "table"
      ? {
          "text/html": textAsLines(tableHtml(result)),
          "text/plain": textAsLines(tableText(result)),
        }
      : {
          "application/vnd.vegalite.v5+json": result.spec,
          "text/plain": textAsLines(result.summary),
        };
  return { data, metadata: {}, output_type: "display_data" };
}
