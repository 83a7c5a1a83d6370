import { readFileSync } from "node:fs";
import { slimSchema } from "../../../bin/build/slimSchema.mjs";
import { asJsonObject } from "../../chart/jsonObject.ts";
import { SpecSchema } from "../specSchema.ts";

/** The schema as the build makes it, of the Vega-Lite that is installed, and its text. */
export function installedSchema(): { schema: SpecSchema; text: string } {
  const file = new URL("../../../node_modules/vega-lite/build/vega-lite-schema.json", import.meta.url);
  const slim = slimSchema(JSON.parse(readFileSync(file, "utf8")));
  return { schema: new SpecSchema(asJsonObject(slim)), text: JSON.stringify(slim) };
}
