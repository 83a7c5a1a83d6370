import type { LogColumn, LogField, LogType } from "./logFormat.ts";

const timeType: LogType = { kind: "time", formats: ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f"] };

/** The fields of a W3C extended log by their names; a date with the time right behind it is one column, `time`. */
export function w3cFields(names: readonly string[]): { fields: LogField[]; columns: LogColumn[] } {
  const fields: LogField[] = [];
  const columns: LogColumn[] = [];
  const seen = new Map<string, number>();
  for (let index = 0; index < names.length; index++) {
    let name = names[index] ?? "";
    const isTime = name === "date" && names[index + 1] === "time";
    if (isTime) {
      index++;
      name = "time";
    }
    const copies = seen.get(name) ?? 0;
    seen.set(name, copies + 1);
    if (copies > 0) name = `${name}_${copies}`;
    const type: LogType = isTime ? timeType : name === "date" ? { kind: "date" } : { kind: "auto" };
    fields.push({ name, type, form: isTime ? "pair" : "either" });
    columns.push({ name, type, nulls: isTime ? ["-", "- -", "-\t-"] : ["-"], escape: "doubled" });
  }
  return { fields, columns };
}
