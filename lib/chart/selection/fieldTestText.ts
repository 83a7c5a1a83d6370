import type { BinEdges, DrawnField } from "../chartPlan.ts";
import { amountText, valueText } from "../valueText.ts";
import { binOf } from "./binBounds.ts";
import type { DrawnValue, FieldTest } from "./chartSelection.ts";

const shownValues = 3;
const longestText = 40;

/** A test in the words of a chip: `region is “north”`, `amount from 10 to 20`. */
export function fieldTestText(test: FieldTest, field: DrawnField, edges: BinEdges | null): string {
  const { column, how } = field;
  const unit = how.kind === "unit" ? { timeUnit: how.unit } : {};
  const definition = { ...unit, type: field.use === "temporal" ? "temporal" : "quantitative" };
  const isMoment = field.use === "temporal";
  const word = (value: DrawnValue): string => {
    if (typeof value === "string") {
      return `“${value.length > longestText ? `${value.slice(0, longestText)}…` : value}”`;
    }
    if (how.kind === "bin" && edges && typeof value === "number") {
      const start = edges.start + binOf(edges, value) * edges.step;
      return `${amountText(start)} to ${amountText(start + edges.step)}`;
    }
    // A name is told whole: years and ids have no thousands.
    if (field.use === "discrete" && typeof value === "number") return String(value);
    return valueText(value, definition);
  };
  if (!("values" in test)) {
    const end = isMoment ? (ms: number) => valueText(ms, definition) : amountText;
    return `${column} from ${end(test.from)} to ${end(test.to)}`;
  }
  const shown = test.values.slice(0, shownValues).map(word);
  const more = test.values.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`${more.toLocaleString("en")} more`] : [])];
  if (list.length === 0) return `${column} is nothing`;
  return `${column} ${list.length === 1 ? "is" : "is one of"} ${list.join(", ")}`;
}
