import { type LineIs, LineScanner, lineIs } from "./lineScanner.ts";
import type { EscapeMode, LogColumn, LogField } from "./logFormat.ts";

export interface FieldRules {
  separator: string;
  fields: readonly LogField[];
  required?: number;
  more?: boolean;
  nulls: readonly string[];
  escape: EscapeMode;
}

const text = { kind: "text" } as const;
const integer = { kind: "integer" } as const;
const mostExtra = 200;

/** Finds fields that stand one behind the other, bare, in quotes or in brackets. */
export class FieldScanner extends LineScanner {
  private readonly separator: number;
  private readonly doubled: boolean;
  private readonly firstColumn: number[] = [];
  private extras: number[] = [];
  private wholeRequests = 0;
  private valueFrom = 0;
  private valueTo = 0;
  private hasEscape = false;

  constructor(private readonly rules: FieldRules) {
    super();
    this.separator = rules.separator.charCodeAt(0);
    this.doubled = rules.escape === "doubled";
    for (const field of rules.fields) {
      this.firstColumn.push(this.columns.length);
      if (field.split?.by === "request")
        for (const name of field.split.names) this.add(this.columnOf(name, text));
      else if (field.split) {
        this.add(this.columnOf(field.split.names[0] ?? `${field.name}_ip`, text));
        this.add(this.columnOf(field.split.names[1] ?? `${field.name}_port`, integer));
      } else this.add(this.columnOf(field.name, field.type));
    }
  }

  override restart(): void {
    super.restart();
    this.wholeRequests = 0;
  }

  override notes(): string[] {
    return this.wholeRequests > 0
      ? [`requests that are no method, path and protocol, kept whole as the path: ${this.wholeRequests}`]
      : [];
  }

  override scan(buf: Uint8Array, from: number, to: number): LineIs {
    this.bytes = buf;
    const { fields, required = fields.length } = this.rules;
    const { separator } = this;
    // Some writers end each line with a blank.
    if (separator === 32) while (to > from && buf[to - 1] === 32) to--;
    let at = from;
    let index = 0;
    for (; index < fields.length; index++) {
      const field = fields[index];
      const column = this.firstColumn[index] ?? 0;
      if (!field) break;
      if (at > to || (at === to && index > 0 && separator === 32)) {
        if (index < required) return this.fail(`the line ends before ${field.name}`);
        this.from.fill(-1, column);
        break;
      }
      const end = this.take(buf, at, to, field.form);
      if (end < 0) return this.fail(`${field.name} is not ${formNames[field.form]}`);
      if (end < to && buf[end] !== separator)
        return this.fail(`there is more text right behind ${field.name}`);
      if (field.split) this.split(field.split.by, buf, column);
      else this.set(column, this.valueFrom, this.valueTo, this.hasEscape);
      at = end + 1;
    }
    if (index < fields.length || at > to) {
      for (const extra of this.extras) this.from[extra] = -1;
      return lineIs.row;
    }
    if (!this.rules.more) return this.fail("the line has more fields than the format");
    return this.extra(buf, at, to);
  }

  private extra(buf: Uint8Array, from: number, to: number): LineIs {
    for (const extra of this.extras) this.from[extra] = -1;
    let at = from;
    for (let index = 0; at <= to; index++) {
      const end = this.take(buf, at, to, "either");
      if (end < 0 || (end < to && buf[end] !== this.separator))
        return this.fail("a field behind the last is not closed");
      if (index >= mostExtra) return this.fail(`the line has more than ${mostExtra} fields behind the last`);
      const column = this.extras[index] ?? this.add(this.columnOf(`extra_${index + 1}`, { kind: "auto" }));
      this.extras[index] = column;
      this.set(column, this.valueFrom, this.valueTo, this.hasEscape);
      at = end + 1;
    }
    return lineIs.row;
  }

  /** Finds one value; answers where it ends with its marks, or -1. */
  private take(buf: Uint8Array, at: number, to: number, form: LogField["form"]): number {
    const first = buf[at];
    this.hasEscape = false;
    if (form === "quoted") return first === 34 && at < to ? this.quoted(buf, at, to) : -1;
    if (form === "either" && first === 34) {
      const closed = this.quoted(buf, at, to);
      // A quote that opens nothing is a character of the value.
      if (closed >= 0 && (closed === to || buf[closed] === this.separator)) return closed;
      this.hasEscape = false;
    }
    let end = at;
    this.valueFrom = at;
    if (form === "bracketed") {
      if (first !== 91 || at >= to) return -1;
      this.valueFrom = at + 1;
      while (end < to && buf[end] !== 93) end++;
      this.valueTo = end;
      return end < to ? end + 1 : -1;
    }
    const { separator } = this;
    let seen = 0;
    if (form === "spaced") {
      while (end < to && !(buf[end] === separator && buf[end + 1] === 91)) {
        if (buf[end] === 92) seen = 92;
        end++;
      }
      if (end >= to) return -1;
    } else {
      if (form === "pair") {
        while (end < to && buf[end] !== separator) end++;
        end++;
      }
      while (end < to && buf[end] !== separator) {
        if (buf[end] === 92) seen = 92;
        end++;
      }
      if (end > to) return -1;
    }
    this.hasEscape = seen !== 0;
    this.valueTo = end;
    return end > at || separator === 9 ? end : -1;
  }

  private quoted(buf: Uint8Array, at: number, to: number): number {
    let end = at + 1;
    this.valueFrom = end;
    for (; end < to; end++) {
      const byte = buf[end];
      if (byte === 92 && !this.doubled) {
        this.hasEscape = true;
        end++;
      } else if (byte === 34) {
        if (!this.doubled || buf[end + 1] !== 34 || end + 1 >= to) break;
        this.hasEscape = true;
        end++;
      }
    }
    this.valueTo = end;
    return end < to ? end + 1 : -1;
  }

  private split(by: "request" | "endpoint", buf: Uint8Array, column: number): void {
    const { valueFrom: from, valueTo: to, hasEscape } = this;
    if (by === "endpoint") {
      let colon = to - 1;
      while (colon >= from && buf[colon] !== 58) colon--;
      const isPort = colon >= from && colon + 1 < to;
      const hostTo = isPort ? colon : to;
      const inBrackets = buf[from] === 91 && buf[hostTo - 1] === 93;
      this.set(column, inBrackets ? from + 1 : from, inBrackets ? hostTo - 1 : hostTo, hasEscape);
      this.set(column + 1, isPort ? colon + 1 : -1, to, false);
      return;
    }
    let method = from;
    while (method < to && isTokenByte(buf[method] ?? 0)) method++;
    let protocol = to - 1;
    while (protocol > method && buf[protocol] !== 32) protocol--;
    const hasMethod = method > from && buf[method] === 32 && method < to;
    const hasProtocol = hasMethod && protocol > method && isHttp(buf, protocol + 1, to);
    const isNone = to - from === 1 && buf[from] === 45;
    // HTTP/0.9 has a path alone, which is told from other words by its slash.
    if (!hasProtocol && !(hasMethod && buf[method + 1] === 47)) {
      if (!isNone) this.wholeRequests++;
      this.set(column, -1, -1, false);
      this.set(column + 1, from, to, hasEscape);
      this.set(column + 2, -1, -1, false);
      return;
    }
    this.set(column, from, method, false);
    this.set(column + 1, method + 1, hasProtocol ? protocol : to, hasEscape);
    this.set(column + 2, hasProtocol ? protocol + 1 : -1, to, hasEscape);
  }

  private columnOf(name: string, type: LogColumn["type"]): LogColumn {
    return { name, type, nulls: this.rules.nulls, escape: this.rules.escape };
  }
}

const formNames: Readonly<Record<LogField["form"], string>> = {
  bare: "there",
  either: "closed by a quote",
  quoted: "between quotes",
  bracketed: "between square brackets",
  spaced: 'followed by " ["',
  pair: "there twice",
};

/** Letters, "-" and "_": what methods are made of. */
function isTokenByte(byte: number): boolean {
  return ((byte | 32) > 96 && (byte | 32) < 123) || byte === 45 || byte === 95;
}

function isHttp(buf: Uint8Array, from: number, to: number): boolean {
  if (from >= to) return false;
  let slash = from;
  while (slash < to && (buf[slash] ?? 0) >= 65 && (buf[slash] ?? 0) <= 90) slash++;
  return slash > from && buf[slash] === 47 && slash + 1 < to && (buf[slash + 1] ?? 0) < 58;
}
