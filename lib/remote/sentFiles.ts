import { eachInside } from "./eachInside.ts";

/**
 * Files on their way to a worker. A remote file would arrive as an empty one, so that what is told of it goes in its
 * place, and `receivedFiles` makes it a file again.
 */
export function sentFiles(value: unknown, depth = 0): unknown {
  // Not by its class, whose code the page would otherwise fetch before anything is remote.
  if (value instanceof File) return "ref" in value ? { remoteFile: value.ref } : value;
  return eachInside(value, depth, sentFiles);
}
