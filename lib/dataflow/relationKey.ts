/** The form under which names are compared: without case, and without the default catalog and schema. */
export function relationKey(name: string): string {
  const key = name.toLowerCase();
  return key.replace(/^(?:memory\.)?main\.(?=.)/, "");
}

/**
 * Whether a name that no cell and no source has may still exist: what the engine itself brings,
 * and names in other schemas, which only the engine can judge.
 */
export function mayBeTheEngines(name: string): boolean {
  return /^(?:duckdb|sqlite|pragma|pg)_/i.test(name) || relationKey(name).includes(".");
}
