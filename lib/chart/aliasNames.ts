import { isPlainField } from "./fieldColumn.ts";
import { OnlyVega } from "./onlyVega.ts";

/**
 * Hands out column names that DuckDB and Vega both read as themselves, each once whatever its case. What has the same
 * signature has the same name, also where several views of a chart ask for it.
 */
export class AliasNames {
  private readonly taken = new Set<string>();
  private readonly known = new Map<string, string>();

  /** The wanted name, or a like one where it is taken or has dots, brackets or quotes. */
  take(wanted: string, signature?: string): string {
    const key = signature === undefined ? null : `${signature}\n${wanted}`;
    const before = key === null ? undefined : this.known.get(key);
    if (before !== undefined) return before;
    const base = isPlainField(wanted) ? wanted : "field";
    let name = base;
    for (let count = 2; this.taken.has(name.toLowerCase()); count++) name = `${base}_${count}`;
    return this.remember(name, key);
  }

  /** The wanted name itself, for what is found by its name; throws OnlyVega where something else has it. */
  takeExactly(wanted: string, signature: string): string {
    const key = `${signature}\n${wanted}`;
    const before = this.known.get(key);
    if (before === wanted) return before;
    if (this.taken.has(wanted.toLowerCase())) throw new OnlyVega("two columns of a name");
    return this.remember(wanted, key);
  }

  private remember(name: string, key: string | null): string {
    this.taken.add(name.toLowerCase());
    if (key !== null) this.known.set(key, name);
    return name;
  }
}
