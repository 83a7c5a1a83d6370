/**
 * Names that collide with none of those taken, compared without case as DuckDB does: the wanted name itself, or the
 * wanted name with as many underscores as it needs. The same wanted name always gets the same one.
 */
export function freeNames(taken: Iterable<string>): (wanted: string) => string {
  const keys = new Set([...taken].map((name) => name.toLowerCase()));
  return (wanted) => {
    let name = wanted;
    while (keys.has(name.toLowerCase())) name += "_";
    return name;
  };
}
