import { isJsonObject, type JsonObject } from "../chart/jsonObject.ts";

/** One form that a value may have: no union and no reference is left in it. */
export interface SpecForm {
  /** JSON types; empty where any will do. */
  types: readonly string[];
  /** The only values there are; null where the type alone decides. */
  values: readonly unknown[] | null;
  properties: Readonly<Record<string, JsonObject>>;
  /** Whether an object may have properties that are not named. */
  isOpen: boolean;
  items: JsonObject | null;
  /** The name of a column stands here. */
  isField: boolean;
}

/** Vega-Lite's JSON schema, asked by places in a specification. */
export class SpecSchema {
  private readonly definitions: Readonly<Record<string, unknown>>;
  private readonly known = new Map<string, readonly SpecForm[]>();

  constructor(private readonly schema: JsonObject) {
    this.definitions = isJsonObject(schema.definitions) ? schema.definitions : {};
  }

  /** The forms of a whole specification. */
  top(): readonly SpecForm[] {
    return this.forms(this.schema);
  }

  /** All forms that a part of the schema allows. */
  forms(part: JsonObject): readonly SpecForm[] {
    const { $ref } = part;
    if (typeof $ref === "string") {
      const name = decodeURIComponent($ref.replace("#/definitions/", ""));
      const known = this.known.get(name);
      if (known) return known;
      // A definition that holds itself adds nothing to itself.
      this.known.set(name, []);
      const definition = this.definitions[name];
      const forms = isJsonObject(definition) ? this.forms(definition) : [];
      const named = name === "FieldName" ? forms.map((form) => ({ ...form, isField: true })) : forms;
      this.known.set(name, named);
      return named;
    }
    const union = part.anyOf ?? part.oneOf;
    if (Array.isArray(union)) return union.filter(isJsonObject).flatMap((one) => this.forms(one));
    return [formOf(part)];
  }

  /** The forms of a property in any of an object's forms. */
  property(objects: readonly SpecForm[], key: string): readonly SpecForm[] {
    const parts = objects.flatMap(({ properties }) =>
      Object.hasOwn(properties, key) ? [properties[key]] : [],
    );
    return distinct(parts.flatMap((part) => (part ? this.forms(part) : [])));
  }

  /** The forms of an array's items. */
  items(arrays: readonly SpecForm[]): readonly SpecForm[] {
    return distinct(arrays.flatMap(({ items }) => (items ? this.forms(items) : [])));
  }
}

function formOf(part: JsonObject): SpecForm {
  const types = Array.isArray(part.type)
    ? part.type.map(String)
    : typeof part.type === "string"
      ? [part.type]
      : [];
  const properties: Record<string, JsonObject> = {};
  for (const [key, value] of Object.entries(isJsonObject(part.properties) ? part.properties : {}))
    if (isJsonObject(value)) properties[key] = value;
  return {
    types,
    values: Array.isArray(part.enum) ? part.enum : part.const !== undefined ? [part.const] : null,
    properties,
    isOpen: part.additionalProperties !== false,
    items: isJsonObject(part.items) ? part.items : null,
    isField: false,
  };
}

function distinct(forms: readonly SpecForm[]): readonly SpecForm[] {
  return [...new Set(forms)];
}
