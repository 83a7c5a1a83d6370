import { FieldScanner } from "./fieldScanner.ts";
import { type LineIs, LineScanner, lineIs } from "./lineScanner.ts";
import type { LogColumn, LogField } from "./logFormat.ts";
import { vpcColumn, vpcDefault, vpcFields } from "./vpcFields.ts";
import { w3cFields } from "./w3cFields.ts";
import { type ZeekMarks, zeekMarks } from "./zeekFields.ts";

const decoder = new TextDecoder();

/** Reads logs that name their fields themselves, and may do so again with others further on. */
export class HeaderScanner extends LineScanner {
  private fields: FieldScanner | null = null;
  /** The column of each field. */
  private columnOf: number[] = [];
  private readonly indexOfName = new Map<string, number>();
  private marks: ZeekMarks = zeekMarks();
  private names: string[] = [];
  private separator = "";
  private lines = 0;

  constructor(private readonly style: "w3c" | "zeek" | "vpc") {
    super();
  }

  override restart(): void {
    super.restart();
    this.fields = null;
    this.marks = zeekMarks();
    this.names = [];
    this.separator = "";
    this.lines = 0;
  }

  override notes(): string[] {
    return this.style === "w3c" ? ["times are UTC, as W3C logs have them"] : [];
  }

  override scan(buf: Uint8Array, from: number, to: number): LineIs {
    this.lines++;
    if (this.style === "vpc") {
      if (
        this.lines === 1 &&
        this.vpcHeading(decoder.decode(buf.subarray(from, Math.min(to, from + 4000))))
      ) {
        return lineIs.heading;
      }
    } else if (buf[from] === 35) {
      this.heading(decoder.decode(buf.subarray(from, to)));
      return lineIs.heading;
    } else if (this.style === "w3c" && this.fields === null && this.names.length > 0)
      this.nameW3c(buf, from, to);
    const { fields } = this;
    if (fields === null) return this.fail("no line before this one names the fields");
    const is = fields.scan(buf, from, to);
    if (is !== lineIs.row) return this.fail(fields.problem);
    this.bytes = buf;
    this.from.fill(-1, 0, this.columns.length);
    for (let index = 0; index < this.columnOf.length; index++) {
      this.set(
        this.columnOf[index] ?? 0,
        fields.from[index] ?? -1,
        fields.to[index] ?? 0,
        fields.escaped[index] === 1,
      );
    }
    return lineIs.row;
  }

  override fits(buf: Uint8Array, from: number): boolean {
    return this.style === "vpc" || buf[from] !== 35;
  }

  private heading(line: string): void {
    if (this.style === "w3c") {
      const found = /^#Fields:\s*(.*)$/i.exec(line);
      if (!found?.[1]) return;
      this.names = found[1].trim().split(/\s+/);
      this.fields = null;
      return;
    }
    const named = this.marks.read(line);
    if (named) this.name(named.fields, named.columns, named.separator, "zeek");
  }

  /** Whether fields stand between tabs or blanks is seen at the first line that has values. */
  private nameW3c(buf: Uint8Array, from: number, to: number): void {
    this.separator = buf.subarray(from, to).includes(9) ? "\t" : " ";
    const { fields, columns } = w3cFields(this.names);
    this.name(fields, columns, this.separator, "doubled");
  }

  private vpcHeading(line: string): boolean {
    const names = line.trim().split(/ +/);
    const isHeading =
      names.length > 2 &&
      names.every((name) => vpcFields.has(name)) &&
      names.some((name) => /addr|-/.test(name));
    const used = isHeading ? names : vpcDefault;
    const fields: LogField[] = used.map((name) => ({ name, type: vpcColumn(name).type, form: "bare" }));
    this.name(fields, used.map(vpcColumn), " ", "none");
    return isHeading;
  }

  private name(
    fields: readonly LogField[],
    columns: readonly LogColumn[],
    separator: string,
    mode: LogColumn["escape"],
  ): void {
    this.fields = new FieldScanner({ separator, fields, nulls: [], escape: mode });
    this.columnOf = columns.map((column) => {
      const key = column.name;
      const index = this.indexOfName.get(key) ?? this.add(column);
      this.indexOfName.set(key, index);
      return index;
    });
  }
}
