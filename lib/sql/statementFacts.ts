import { type FromString, type Mention, RelationScan, type TableFunction } from "./relationScan.ts";
import { placeholderName, significant, tokenize } from "./tokenize.ts";

export type StatementKind =
  | "select"
  | "create"
  | "insert"
  | "update"
  | "delete"
  | "drop"
  | "copy"
  | "attach"
  | "set"
  | "pragma"
  | "explain"
  | "describe"
  | "summarize"
  | "pivot"
  | "other";

/**
 * What one statement does, from its text alone. Names are unquoted and as written, without the schema where it is
 * `main`, each once whatever its case. Offsets count in the statement's text.
 */
export interface StatementFacts {
  kind: StatementKind;
  /** Relations it reads, but for names that it defines itself (WITH). */
  reads: string[];
  /** Tables and views it makes. */
  creates: { kind: "table" | "view"; name: string }[];
  drops: string[];
  /** Tables it changes. */
  writes: string[];
  /** Where the relations that it reads, changes or drops are named. */
  mentions: Mention[];
  strings: FromString[];
  tableFunctions: TableFunction[];
  placeholders: string[];
  returnsRows: boolean;
}

/** Facts of one statement; see splitStatements for a text with several. Never throws: unknown statements are "other". */
export function statementFacts(sql: string): StatementFacts {
  const all = tokenize(sql);
  const tokens = significant(all);
  const scan = new RelationScan(tokens);
  const head = new StatementHead(scan, tokens.length);
  const kind = head.statement(0);
  const placeholders = tokens.filter((token) => token.kind === "placeholder").map(placeholderName);
  return {
    kind,
    reads: scan.reads,
    creates: head.creates,
    drops: head.drops,
    writes: head.writes,
    mentions: scan.mentions,
    strings: scan.strings,
    tableFunctions: scan.tableFunctions,
    placeholders: [...new Set(placeholders)],
    returnsRows: head.returnsRows(kind, tokens.length),
  };
}

const none: ReadonlySet<string> = new Set();

class StatementHead {
  readonly creates: StatementFacts["creates"] = [];
  readonly drops: string[] = [];
  readonly writes: string[] = [];

  constructor(
    private readonly scan: RelationScan,
    private readonly end: number,
  ) {}

  statement(i: number): StatementKind {
    const { scan } = this;
    const word = scan.word(i);
    switch (word) {
      case "EXPLAIN":
        return this.explain(i + 1);
      case "PREPARE":
        this.statement(scan.word(i + 2) === "AS" ? i + 3 : i + 2);
        return "other";
      case "CREATE":
        return this.create(i + 1);
      case "DROP":
        return this.drop(i + 1);
      case "ALTER":
        return this.alter(i + 1);
      case "COPY":
        return this.copy(i + 1);
      case "ATTACH":
      case "DETACH":
        return "attach";
      case "SET":
      case "RESET":
        scan.scan(i + 1, this.end, none);
        return "set";
      case "PRAGMA":
        return "pragma";
      case "CALL":
        scan.relation(i + 1, none);
        return "other";
      case "TRUNCATE":
        this.target(scan.word(i + 1) === "TABLE" ? i + 2 : i + 1, this.writes);
        return "delete";
      case "INSERT":
      case "UPDATE":
      case "DELETE":
      case "MERGE":
      case "WITH":
        return this.changeOrQuery(i);
      case "USE":
      case "":
        if (scan.text(i) !== "(") return "other";
        break;
    }
    if (!queryKinds.has(word) && scan.text(i) !== "(") return "other";
    scan.scan(i, this.end, none);
    return queryKinds.get(word) ?? "select";
  }

  returnsRows(kind: StatementKind, end: number): boolean {
    if (/^(select|explain|describe|summarize|pivot)$/.test(kind)) return true;
    if (kind === "pragma") return !Array.from({ length: end }, (_, i) => this.scan.text(i)).includes("=");
    if (/^(insert|update|delete)$/.test(kind))
      return Array.from({ length: end }, (_, i) => this.scan.word(i)).includes("RETURNING");
    return this.scan.word(0) === "CALL" || this.scan.word(0) === "EXECUTE";
  }

  private explain(i: number): StatementKind {
    let at = this.scan.word(i) === "ANALYZE" ? i + 1 : i;
    if (this.scan.text(at) === "(" && !/^(SELECT|FROM|WITH|VALUES|\()$/i.test(this.scan.text(at + 1)))
      at = this.scan.after(at);
    this.statement(at);
    return "explain";
  }

  private create(i: number): StatementKind {
    const { scan } = this;
    let at = i;
    while (/^(OR|REPLACE|TEMP|TEMPORARY|PERSISTENT|UNIQUE|RECURSIVE|LOCAL|GLOBAL)$/.test(scan.word(at))) at++;
    const recursive = scan.word(at - 1) === "RECURSIVE";
    const what = scan.word(at);
    at = this.ifExists(at + 1);
    if (what === "INDEX") {
      while (at < this.end && scan.word(at) !== "ON") at++;
      this.target(at + 1, this.writes);
      return "create";
    }
    const name = scan.nameAt(at);
    if (!name) return "create";
    if (what === "TABLE" || what === "VIEW")
      this.creates.push({ kind: what === "TABLE" ? "table" : "view", name: name.name });
    const scope = recursive ? new Set([name.name.toLowerCase()]) : none;
    for (let body = name.next; body < this.end; body++) {
      // Past column lists and macro parameters to each AS; a macro may have several bodies.
      if (scan.text(body) === "(") body = scan.after(body) - 1;
      else if (scan.word(body) === "AS") {
        const start =
          what === "TABLE" || what === "VIEW" || scan.word(body + 1) !== "TABLE" ? body + 1 : body + 2;
        scan.scan(start, this.end, scope);
        break;
      }
    }
    return "create";
  }

  private drop(i: number): StatementKind {
    const what = this.scan.word(i);
    let at = this.ifExists(i + 1);
    while (what === "TABLE" || what === "VIEW") {
      at = this.target(at, this.drops);
      if (this.scan.text(at) !== ",") break;
      at++;
    }
    return "drop";
  }

  private alter(i: number): StatementKind {
    if (!/^(TABLE|VIEW)$/.test(this.scan.word(i))) return "other";
    const name = this.scan.nameAt(this.ifExists(i + 1));
    if (!name) return "other";
    if (this.scan.word(name.next) === "RENAME" && this.scan.word(name.next + 1) === "TO") {
      this.drops.push(name.name);
      const made = this.scan.nameAt(name.next + 2);
      const kind = this.scan.word(i) === "TABLE" ? "table" : "view";
      if (made) this.creates.push({ kind, name: made.name });
    } else this.writes.push(name.name);
    return "other";
  }

  private copy(i: number): StatementKind {
    const { scan } = this;
    if (scan.text(i) === "(") {
      scan.scan(i + 1, scan.after(i) - 1, none);
      return "copy";
    }
    const name = scan.nameAt(i);
    if (!name || (scan.word(i) === "FROM" && scan.word(i + 1) === "DATABASE")) return "copy";
    const at = scan.text(name.next) === "(" ? scan.after(name.next) : name.next;
    scan.mention(name.name, name.next);
    if (scan.word(at) === "FROM") this.writes.push(name.name);
    else scan.read(name.name);
    return "copy";
  }

  /** INSERT, UPDATE, DELETE, MERGE and queries, with or without WITH before them. */
  private changeOrQuery(i: number): StatementKind {
    const { scan } = this;
    let at = i;
    if (scan.word(i) === "WITH") {
      while (
        at < this.end &&
        !/^(INSERT|UPDATE|DELETE|MERGE|SELECT|FROM|VALUES|TABLE|PIVOT|UNPIVOT)$/.test(scan.word(at))
      )
        at = scan.text(at) === "(" ? scan.after(at) : at + 1;
    }
    const word = scan.word(at);
    const kind = changeKinds.get(word);
    if (!kind) {
      scan.scan(i, this.end, none);
      return /PIVOT/.test(word) ? "pivot" : "select";
    }
    let into = at + 1;
    while (
      /^(OR|REPLACE|IGNORE|INTO)$/.test(scan.word(into)) ||
      (word === "DELETE" && scan.word(into) === "FROM")
    )
      into++;
    const next = this.target(into, this.writes);
    this.scanChange(i, at, next, word);
    return kind;
  }

  private scanChange(from: number, verb: number, afterTarget: number, word: string): void {
    const { scan } = this;
    let at = afterTarget;
    if (scan.word(at) === "AS") at += 2;
    else if (!/^(SET|USING|WHERE|SELECT|FROM|VALUES|BY|DEFAULT|WITH|RETURNING|ON|)$/.test(scan.word(at)))
      at++;
    if (word === "INSERT" && scan.text(at) === "(" && !/^(SELECT|FROM|WITH|VALUES)$/.test(scan.word(at + 1)))
      at = scan.after(at);
    if (word === "INSERT" && scan.word(at) === "BY") at += 2;
    const relations = (word === "DELETE" || word === "MERGE") && scan.word(at) === "USING";
    const names = scan.namesBefore(from, verb);
    scan.scan(relations ? at + 1 : at, this.end, names, { fromList: relations });
  }

  /** Past IF [NOT] EXISTS. */
  private ifExists(i: number): number {
    if (this.scan.word(i) !== "IF") return i;
    return this.scan.word(i + 1) === "NOT" ? i + 3 : i + 2;
  }

  private target(i: number, into: string[]): number {
    const name = this.scan.nameAt(i);
    if (!name) return i + 1;
    if (!into.includes(name.name)) into.push(name.name);
    this.scan.mention(name.name, name.next);
    return name.next;
  }
}

const queryKinds = new Map<string, StatementKind>([
  ["SELECT", "select"],
  ["FROM", "select"],
  ["VALUES", "select"],
  ["TABLE", "select"],
  ["PIVOT", "pivot"],
  ["UNPIVOT", "pivot"],
  ["PIVOT_WIDER", "pivot"],
  ["PIVOT_LONGER", "pivot"],
  ["DESCRIBE", "describe"],
  ["DESC", "describe"],
  ["SHOW", "describe"],
  ["SUMMARIZE", "summarize"],
]);

const changeKinds = new Map<string, StatementKind>([
  ["INSERT", "insert"],
  ["UPDATE", "update"],
  ["DELETE", "delete"],
  ["MERGE", "update"],
]);
