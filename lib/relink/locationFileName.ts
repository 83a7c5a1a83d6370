/** The name of the file that a source's location ends in: of `file:a.csv`, `data/a.csv` and `s3://b/a.csv` it is `a.csv`. */
export function locationFileName(location: string): string {
  // A file's own name may hold any character; only other locations are paths.
  if (location.startsWith("file:")) return location.slice("file:".length);
  return location.slice(location.lastIndexOf("/") + 1);
}
