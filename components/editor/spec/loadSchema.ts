import { isJsonObject } from "../../../lib/chart/jsonObject.ts";
import { SpecSchema } from "../../../lib/chartSpec/specSchema.ts";
import { lazyModule } from "../../../lib/lazy/lazyModule.ts";

/** Vega-Lite's schema, which the build puts beside the page. */
export const specSchema = lazyModule(async () => {
  const answer = await fetch(`${process.env.NEXT_PUBLIC_VEGA_LITE_PATH ?? "/vega-lite/"}schema.json`);
  if (!answer.ok) throw new Error(`The schema of charts could not be fetched: ${answer.status}.`);
  const schema: unknown = await answer.json();
  if (!isJsonObject(schema)) throw new Error("The schema of charts is none.");
  return new SpecSchema(schema);
});
