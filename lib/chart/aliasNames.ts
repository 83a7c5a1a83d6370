import { isPlainField } from "./fieldColumn.ts";

/** Hands out column names that DuckDB and Vega both read as themselves, each once whatever its case. */
export class AliasNames {
  private readonly taken = new Set<string>();

  /** The wanted name, or a like one where it is taken or has dots, brackets or quotes. */
  take(wanted: string): string {
    const base = isPlainField(wanted) ? wanted : "field";
    let name = base;
    for (let count = 2; this.taken.has(name.toLowerCase()); count++) name = `${base}_${count}`;
    this.taken.add(name.toLowerCase());
    return name;
  }
}
