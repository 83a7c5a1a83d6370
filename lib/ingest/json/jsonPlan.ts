import { type JsonShape, mostKeys, seen } from "./jsonShape.ts";

/** How one place of the records is kept. */
export type JsonPlan =
  | { kind: "boolean" | "integer" | "huge" | "double" | "text" | "json" | "date" }
  | { kind: "micros" | "nanos"; zoned: boolean }
  | { kind: "struct"; fields: { key: string; name: string; plan: JsonPlan }[] }
  | { kind: "list"; item: JsonPlan };

/** The columns of the relation, and what must be said about them. `whole` is a record kept as one column. */
export interface RowPlan {
  columns: { key: string; name: string; plan: JsonPlan }[];
  /** false where records are no objects: then there is one column, `json`. */
  byKey: boolean;
  notes: string[];
}

const mostStructFields = 200;
const mostColumns = 1000;

/** Decides how records of this shape are kept, so that no digit, key or nesting is lost. */
export function planRows(shape: JsonShape): RowPlan {
  const notes = new Notes();
  const onlyObjects = shape.bits === seen.object && shape.fields.size > 0 && !drifts(shape, mostColumns);
  const columns = onlyObjects
    ? fieldsOf(shape, "", notes)
    : [{ key: "json", name: "json", plan: planOf(shape, "json", notes) }];
  return { columns, byKey: onlyObjects, notes: notes.list() };
}

function fieldsOf(shape: JsonShape, path: string, notes: Notes) {
  const taken = new Set<string>();
  return [...shape.fields].map(([key, field]) => {
    // No name can hold half a character, nor, on its way through Arrow, a NUL.
    const wanted =
      key === "" ? "unnamed" : key.replace(/[\ud800-\udfff]/gu, "\ufffd").replaceAll("\0", "\u2400");
    let name = wanted;
    // Names are compared without case, as SQL does.
    for (let copy = 1; taken.has(name.toLowerCase()); copy++) name = `${wanted}_${copy}`;
    taken.add(name.toLowerCase());
    if (name !== key)
      notes.add(
        "keys that differ in case only, or that cannot be names, are renamed",
        `${path}${key || '""'} to ${name}`,
      );
    return { key, name, plan: planOf(field, `${path}${name}`, notes) };
  });
}

function planOf(shape: JsonShape, path: string, notes: Notes): JsonPlan {
  const { bits } = shape;
  if (bits === 0) return { kind: "text" };
  if (bits === seen.object) return objectPlan(shape, path, notes);
  if (bits === seen.array) return { kind: "list", item: planOf(shape.item ?? shape, `${path}[]`, notes) };
  if (bits === seen.boolean) return { kind: "boolean" };
  const numbers = seen.integer | seen.huge | seen.endless | seen.float | seen.wide | seen.infinite;
  if ((bits & ~numbers) === 0) return numberPlan(bits, path, notes);
  const texts = seen.text | seen.date | seen.naive | seen.zoned | seen.nanos | seen.far;
  if ((bits & ~texts) === 0) return textPlan(bits, path, notes);
  notes.add("values of different kinds are kept as JSON text", path);
  return { kind: "json" };
}

function numberPlan(bits: number, path: string, notes: Notes): JsonPlan {
  const has = (bit: number) => (bits & bit) !== 0;
  const needsDouble = has(seen.float | seen.endless);
  if (has(seen.infinite) || (needsDouble && has(seen.wide))) {
    notes.add("numbers with more digits than a number type keeps are kept as JSON text", path);
    return { kind: "json" };
  }
  if (needsDouble) return { kind: "double" };
  return has(seen.huge) ? { kind: "huge" } : { kind: "integer" };
}

function textPlan(bits: number, path: string, notes: Notes): JsonPlan {
  const has = (bit: number) => (bits & bit) !== 0;
  if (bits === seen.date) return { kind: "date" };
  // A date beside times, or a time without a zone beside one with, means something that a TIMESTAMP cannot tell.
  if (has(seen.text | seen.date) || (has(seen.naive) && has(seen.zoned))) return { kind: "text" };
  if (has(seen.nanos) && has(seen.far)) return { kind: "text" };
  if (has(seen.zoned)) notes.add("times with Z or an offset are kept as UTC TIMESTAMP", path);
  return { kind: has(seen.nanos) ? "nanos" : "micros", zoned: has(seen.zoned) };
}

function objectPlan(shape: JsonShape, path: string, notes: Notes): JsonPlan {
  if (shape.fields.size === 0) {
    notes.add("empty objects are kept as JSON text", path);
    return { kind: "json" };
  }
  if (!drifts(shape, mostStructFields)) {
    return { kind: "struct", fields: fieldsOf(shape, `${path}.`, notes) };
  }
  notes.add(`objects with ever new keys (${shape.fields.size} so far) are kept as JSON text`, path);
  return { kind: "json" };
}

/** Whether keys are data rather than names: there are many, and each object has few of them. */
function drifts(shape: JsonShape, most: number): boolean {
  if (shape.fields.size >= mostKeys) return true;
  return shape.fields.size > most && shape.keys / Math.max(1, shape.objects) < shape.fields.size / 3;
}

/** Collects places by what is to be said of them: one sentence each, however many places there are. */
class Notes {
  private readonly places = new Map<string, string[]>();

  add(sentence: string, place: string): void {
    const places = this.places.get(sentence);
    if (places) places.push(place);
    else this.places.set(sentence, [place]);
  }

  list(): string[] {
    return [...this.places].map(([sentence, places]) => {
      const more = places.length > 12 ? ` and ${places.length - 12} more` : "";
      return `${sentence}: ${places.slice(0, 12).join(", ")}${more}`;
    });
  }
}
