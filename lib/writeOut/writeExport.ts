import { withKey } from "../yaml/withKey.ts";
import { type ExportRecipe, formatsOfMany, keysOfFormat, readExport } from "./readExport.ts";

const without = (source: string, keys: readonly string[]) =>
  keys.reduce((text, key) => withKey(text, key, null), source);

/** The text with another format; what that format does not know is taken out. */
export function withFormat(source: string, format: string, { to }: ExportRecipe): string {
  const written = withKey(source, "format", format === "csv" ? null : format);
  const known = keysOfFormat(format);
  const strange = keysOfFormat(null).filter((key) => !known.includes(key));
  const isOfMany = formatsOfMany.some((one) => one === format);
  return without(written, [
    ...strange,
    ...(isOfMany ? ["partition_by"] : []),
    ...(to.kind === "file" && !isOfMany ? ["also"] : []),
  ]);
}

/** The text with another kind of place; what such a place cannot have is taken out. */
export function withPlace(
  source: string,
  kind: ExportRecipe["to"]["kind"],
  { format }: ExportRecipe,
): string {
  const to = kind === "file" ? null : kind === "s3" ? "s3://bucket/prefix/" : kind;
  const written = withKey(source, "to", to);
  const isOfMany = formatsOfMany.includes(format);
  const strange = [
    ...(kind === "file" ? ["partition_by", "max_rows", "max_size", "manifest"] : []),
    ...(kind === "file" && !isOfMany ? ["also"] : []),
    ...(kind === "s3" ? [] : ["connection"]),
    ...(kind === "s3" || kind === "folder" ? [] : ["overwrite"]),
  ];
  return readExport(written).ok ? written : without(written, strange);
}
