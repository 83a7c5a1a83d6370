import type { LogColumn, LogField, LogType, ScalarLogType } from "./logFormat.ts";

/** What the lines that begin with # said, and how fields are to be read once both names and types are known. */
export interface ZeekMarks {
  read(line: string): { fields: LogField[]; columns: LogColumn[]; separator: string } | null;
}

/** Reads the head of a Zeek log, line by line; answers the fields at the line that names their types. */
export function zeekMarks(): ZeekMarks {
  let separator = "\t";
  let setSeparator = ",";
  let empty = "(empty)";
  let unset = "-";
  let names: string[] = [];
  return {
    read(line) {
      const declared = /^#separator (.+)$/.exec(line);
      if (declared?.[1]) {
        separator = declared[1].replace(/\\x([0-9a-fA-F]{2})/g, (_, hex) =>
          String.fromCharCode(Number.parseInt(hex, 16)),
        );
        return null;
      }
      const [mark = "", ...values] = line.split(separator);
      const [first = ""] = values;
      if (mark === "#set_separator" && first !== "") setSeparator = first;
      else if (mark === "#empty_field") empty = first;
      else if (mark === "#unset_field") unset = first;
      else if (mark === "#fields") names = values;
      else if (mark === "#types" && values.length === names.length && names.length > 0) {
        const types = values.map((type) => zeekType(type, setSeparator, empty));
        return {
          fields: names.map((name, index) => ({
            name,
            type: types[index] ?? { kind: "text" },
            form: "bare",
          })),
          columns: names.map((name, index) => ({
            name,
            type: types[index] ?? { kind: "text" },
            nulls: [unset],
            empty,
            escape: "zeek",
          })),
          separator,
        };
      }
      return null;
    },
  };
}

function zeekType(name: string, separator: string, empty: string): LogType {
  const list = /^(?:set|vector|table)\[(\w+)\]$/.exec(name);
  return list?.[1] ? { kind: "list", item: scalar(list[1]), separator, empty } : scalar(name);
}

function scalar(name: string): ScalarLogType {
  switch (name) {
    case "time":
      return { kind: "time", formats: ["%s", "iso"] };
    case "count":
    case "int":
    case "port":
      return { kind: "integer" };
    case "double":
    case "interval":
      return { kind: "double" };
    case "bool":
      return { kind: "boolean" };
    default:
      return { kind: "text" };
  }
}
