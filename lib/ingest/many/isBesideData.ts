const hidden = /^[._~]|^__MACOSX$/;
const systems = /^(thumbs\.db|desktop\.ini|icon\r)$/i;
const tables =
  /\.(csv|tsv|tab|txt|json|ndjson|jsonl|parquet|arrows?|feather|ipc|avro|xls[xmb]?|f?ods|xml|log|html?|duckdb|ddb|db)(\.(gz|zst|lz4|bz2))?$/i;
const others =
  /(^|\/)(readme|licen[cs]e|copying|notice|authors|changelog)([._-][^/]*)?$|\.(md|ipynb|pdf|docx?|pptx?|rtf|png|jpe?g|gif|svg|webp|ico|mp[34]|mov|exe|dll|so|dylib|js|mjs|ts|py|r|sh|sql|css|crc|md5|sha\d+|sig|asc)$/i;

/**
 * Whether a file of a folder only lies beside its data, by its path: what systems and writers of data sets leave behind
 * (`.DS_Store`, `_SUCCESS`, `_delta_log/`), descriptions, pictures, programs. The name of the picked folder itself,
 * which comes first, does not count.
 */
export function isBesideData(path: string): boolean {
  const names = path.split("/").slice(path.includes("/") ? 1 : 0);
  const name = names.at(-1) ?? "";
  if (names.slice(0, -1).some((folder) => hidden.test(folder))) return true;
  if (systems.test(name) || /^[.~]/.test(name)) return true;
  // "_a.csv" may be meant; "_SUCCESS" and "_metadata" are a writer's.
  if (name.startsWith("_") && !tables.test(name)) return true;
  return others.test(name);
}
