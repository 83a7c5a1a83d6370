import type { BoundValue } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { DuckTime } from "./duckTime.ts";
import { Relation } from "./relation.ts";

/** A template's text with `{{p0}}`, `{{p1}}`… where values are bound. */
export interface SqlTemplate {
  text: string;
  params: Record<string, BoundValue>;
}

/**
 * Turns a tagged template into text and bound values; a value is never pasted into the text.
 * A relation stands for its own name. Throws for values that SQL has no literal for.
 */
export function sqlTemplate(strings: readonly string[], values: readonly unknown[]): SqlTemplate {
  const params: Record<string, BoundValue> = {};
  let text = strings[0] ?? "";
  values.forEach((value, i) => {
    if (value instanceof Relation) {
      if (value.name === null) {
        throw new TypeError(
          "A query or mapped relation has no name to stand for: export it from a cell of its own.",
        );
      }
      text += quoteIdentifier(value.name);
    } else {
      params[`p${i}`] = boundValue(value, i + 1);
      text += cast(`{{p${i}}}`, value);
    }
    text += strings[i + 1] ?? "";
  });
  return { text, params };
}

function cast(placeholder: string, value: unknown): string {
  return value instanceof DuckTime ? `CAST(${placeholder} AS ${value.type})` : placeholder;
}

function boundValue(value: unknown, place: number): BoundValue {
  switch (typeof value) {
    case "undefined":
      return null;
    case "boolean":
    case "number":
    case "bigint":
    case "string":
      return value;
    case "object": {
      if (value === null || value instanceof Uint8Array) return value;
      if (value instanceof Date) {
        if (Number.isNaN(value.getTime()))
          throw new TypeError(`Value ${place} of the sql template is an invalid date.`);
        return value;
      }
      if (value instanceof DuckTime) return value.toString();
      if (Array.isArray(value)) return value.map((item) => boundValue(item, place));
      if (value instanceof Set) return [...value].map((item) => boundValue(item, place));
      break;
    }
  }
  const what = typeof value === "object" ? "an object" : `a ${typeof value}`;
  throw new TypeError(`Value ${place} of the sql template is ${what}, which SQL has no literal for.`);
}
