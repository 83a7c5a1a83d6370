import { isGlob } from "../ingest/many/globMatcher.ts";

/** Bucket and key, or pattern of keys, of an `s3://` address as it is written. */
export function bucketPath(address: string): { bucket: string; key: string } {
  const [bucket = "", ...rest] = address.replace(/^s3:\/\//i, "").split("/");
  return { bucket, key: rest.join("/") };
}

/** The folder of a key or pattern before anything in it stands for several names: "" or a text that ends in "/". */
export function fixedFolder(key: string): string {
  const folders = key.split("/").slice(0, -1);
  const end = folders.findIndex(isGlob);
  const fixed = end < 0 ? folders : folders.slice(0, end);
  return fixed.map((folder) => `${folder}/`).join("");
}

/** The folder that paths of a pattern's files are told from: `key=value` folders are part of the paths, as columns. */
export function pathBase(key: string): string {
  const folders = fixedFolder(key).split("/").slice(0, -1);
  const end = folders.findIndex((folder) => folder.includes("="));
  return (end < 0 ? folders : folders.slice(0, end)).map((folder) => `${folder}/`).join("");
}

/** A key as a pattern that names nothing else. */
export function escapeKey(key: string): string {
  return key.replace(/[\\*?[{]/g, "\\$&");
}

/** The part of a bucket that an address asks for, as people read it: `s3://shop/events/`. */
export function askedFolder(address: string): string {
  const { bucket, key } = bucketPath(address);
  return `s3://${bucket}/${fixedFolder(key)}`;
}
