/**
 * Names as DuckDB tells columns and fields apart, which is without regard to case: the first of several keeps its name,
 * the others get a number; an empty one becomes v and its place, as DuckDB names columns itself.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const given = new Set(names.map((name) => name.toLowerCase()));
  const used = new Set<string>();
  return names.map((name, index) => {
    const wanted = name === "" ? `v${index}` : name;
    let unique = wanted;
    const isTaken = () =>
      used.has(unique.toLowerCase()) || (unique !== name && given.has(unique.toLowerCase()));
    for (let number = 1; isTaken(); number++) unique = `${wanted}_${number}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
