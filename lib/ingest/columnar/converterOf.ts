import type { ArrowField } from "./arrowField.ts";
import type { Converter, Forms } from "./conversion.ts";
import { decimalConverter } from "./decimalConverter.ts";
import { dictionaryConverter, runsConverter } from "./encodedConverters.ts";
import { fixedListConverter, listConverter, mapConverter } from "./listConverters.ts";
import { Malformed } from "./Malformed.ts";
import {
  boolConverter,
  fixedBytesConverter,
  floatConverter,
  intConverter,
  nullConverter,
} from "./plainConverters.ts";
import { structConverter, unionConverter } from "./structConverters.ts";
import { textConverter } from "./textConverters.ts";
import {
  dateConverter,
  durationConverter,
  intervalConverter,
  timeConverter,
  timestampConverter,
} from "./timeConverters.ts";
import { uniqueNames } from "./uniqueNames.ts";

/** How a field becomes what DuckDB takes. `path` names its place in the schema, under which `forms` knows it. */
export function converterOf(field: ArrowField, path: string, forms: Forms): Converter {
  if (field.dictionary) {
    return dictionaryConverter(
      field.dictionary.index,
      converterOf({ ...field, dictionary: null }, path, forms),
    );
  }
  const { type } = field;
  const form = forms.get(path);
  const extended = ofExtension(field);
  if (extended) return extended;
  const children = () => field.children.map((child, index) => converterOf(child, `${path}.${index}`, forms));
  const first = () => {
    const [child] = field.children;
    if (!child) throw new Malformed(`field ${field.name} has no field inside`);
    return converterOf(child, `${path}.0`, forms);
  };
  switch (type.kind) {
    case "null":
      return nullConverter();
    case "bool":
      return boolConverter(false);
    case "int":
      return intConverter(type);
    case "float":
      return floatConverter(type);
    case "decimal":
      return decimalConverter(type, path, form);
    case "date":
      return dateConverter(type, path, form);
    case "time":
      return timeConverter(type, path, form);
    case "timestamp":
      return timestampConverter(type, path, form);
    case "interval":
      return intervalConverter(type, path, form);
    case "duration":
      return durationConverter(type, path, form);
    case "text":
    case "bytes":
      return textConverter({ ...type, kind: type.kind }, path, form?.kind === "bytes");
    case "fixed-bytes":
      return fixedBytesConverter(type.width);
    case "list":
    case "list-view":
      return listConverter(field, first());
    case "fixed-list":
      return fixedListConverter(field, first());
    case "struct":
      return structConverter(uniqueNames(field.children.map(nameOf)), children());
    case "union":
      return field.children.length === 0
        ? nullConverter()
        : unionConverter(field, uniqueNames(field.children.map(nameOf)), children());
    case "map": {
      const [key, value] = field.children[0]?.children ?? [];
      if (!key || !value) throw new Malformed(`map ${field.name} has no keys and values`);
      return mapConverter(
        field,
        converterOf(key, `${path}.key`, forms),
        converterOf(value, `${path}.value`, forms),
        path,
        form,
      );
    }
    case "runs": {
      const [, values] = field.children;
      if (!values) throw new Malformed(`field ${field.name} has runs without values`);
      return runsConverter(field, converterOf(values, `${path}.1`, forms));
    }
  }
}

/** Types of DuckDB that have no Arrow type of their own, and that it takes back by these names. */
const duckTypes: Readonly<Record<string, number>> = { hugeint: 16, uhugeint: 16 };

/** What an extension type is in DuckDB; null where it is what its storage is. */
function ofExtension({ type, extension }: ArrowField): Converter | null {
  if (extension === null) return null;
  if (extension.name === "arrow.uuid" && type.kind === "fixed-bytes" && type.width === 16) {
    return fixedBytesConverter(16, marks(extension.name, ""));
  }
  if (extension.name === "arrow.bool8" && type.kind === "int" && type.bits === 8) return boolConverter(true);
  if (extension.name === "arrow.opaque" && type.kind === "fixed-bytes") {
    const named = /"type_name"\s*:\s*"(\w+)"/.exec(extension.parameters)?.[1] ?? "";
    const isOfDuck = /"vendor_name"\s*:\s*"DuckDB"/.test(extension.parameters);
    if (isOfDuck && duckTypes[named] === type.width)
      return fixedBytesConverter(16, marks(extension.name, extension.parameters));
  }
  return null;
}

/** Whether an extension type becomes more than its storage. */
export function isKnownExtension(field: ArrowField): boolean {
  return field.extension?.name === "arrow.json" || ofExtension(field) !== null;
}

function marks(name: string, parameters: string): Map<string, string> {
  return new Map([
    ["ARROW:extension:name", name],
    ["ARROW:extension:metadata", parameters],
  ]);
}

function nameOf({ name }: ArrowField): string {
  return name;
}
