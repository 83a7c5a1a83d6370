import type { ArrowField } from "./arrowField.ts";
import type { Form, Forms } from "./conversion.ts";
import { isKnownExtension } from "./converterOf.ts";

/** What a reader of the table must know about how its columns were made, one sentence for each thing. */
export function columnNotes(fields: readonly ArrowField[], names: readonly string[], forms: Forms): string[] {
  const columnsOf = new Map<string, Set<string>>();
  const say = (note: string, column: string) => {
    const columns = columnsOf.get(note) ?? new Set();
    columnsOf.set(note, columns.add(column));
  };
  const visit = (field: ArrowField, path: string, column: string) => {
    const { type, extension } = field;
    const form = forms.get(path);
    const ofForm = form && noteOfForm(form, field);
    if (ofForm) say(ofForm, column);
    if (type.kind === "timestamp" && type.zone !== null && form?.kind !== "text") {
      say("times with a zone are kept as UTC TIMESTAMP", column);
    }
    if (type.kind === "decimal" && !form && type.scale > 38)
      say("decimals of more than 38 digits are kept as text", column);
    if (type.kind === "null") say("columns of the null type are kept as INTEGER without values", column);
    if (type.kind === "struct" && field.children.length === 0)
      say("structs without fields are kept as text", column);
    if (type.kind === "fixed-list" && (type.size === 0 || type.size > 100_000)) {
      say(`lists of ${type.size} values each are kept as LIST`, column);
    }
    if (extension && !isKnownExtension(field)) {
      say(`values of extension type ${extension.name} are kept as they are stored`, column);
    }
    if (type.kind === "map") {
      const [key, value] = field.children[0]?.children ?? [];
      if (key) visit(key, `${path}.key`, column);
      if (value) visit(value, `${path}.value`, column);
    } else
      field.children.forEach((child, index) => {
        if (type.kind !== "runs" || index === 1) visit(child, `${path}.${index}`, column);
      });
  };
  fields.forEach((field, index) => {
    const column = names[index] ?? field.name;
    if (column !== field.name) say("columns without a name of their own are renamed", column);
    visit(field, String(index), column);
  });
  return [...columnsOf].map(([note, columns]) => `${note}: ${[...columns].join(", ")}`);
}

function noteOfForm(form: Form, { type }: ArrowField): string {
  switch (form.kind) {
    case "digits":
      return `decimals hold more digits than declared and are kept with ${form.digits}`;
    case "bytes":
      return "text that is not UTF-8 is kept as BLOB";
    case "timestamp":
      return "dates with a time of day are kept as TIMESTAMP";
    case "pairs":
      return "maps with a NULL or repeated key are kept as lists of pairs";
    case "text":
      switch (type.kind) {
        case "decimal":
          return "decimals of more than 38 digits are kept as text";
        case "time":
          return "times of day with nanoseconds, or of no day, are kept as text";
        case "interval":
          return "intervals with nanoseconds are kept as text";
        case "duration":
          return "lengths of time with nanoseconds, or beyond INTERVAL's range, are kept as text";
        default:
          return "times beyond the range of DuckDB's types are kept as text";
      }
  }
}
