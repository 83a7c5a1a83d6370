const methods = new Map<number, string>([
  [0, "stored"],
  [1, "shrink"],
  [6, "implode"],
  [8, "deflate"],
  [9, "Deflate64"],
  [12, "bzip2"],
  [14, "LZMA"],
  [93, "zstd"],
  [95, "xz"],
  [98, "PPMd"],
  [99, "AES encryption"],
]);

const readable = new Set([0, 8, 12, 93]);

/** The name of a zip compression method. */
export function codecOfMethod(method: number): string {
  return methods.get(method) ?? `method ${method}`;
}

/** Why a member with this method, these flags and these sizes cannot be read; null where nothing speaks against it. */
export function zipProblem(method: number, flags: number, size: number, packedBytes: number): string | null {
  if (method === 99 || flags & 1 || flags & 0x40) {
    return "it is encrypted; unpack the archive with its password and add the file";
  }
  if (!readable.has(method)) {
    return `it is compressed with ${codecOfMethod(method)}, which is not read; unpack the archive and add the file`;
  }
  if (flags & 0x20) return "it is a patch to another file; unpack the archive with the program that made it";
  if (method === 0 && size !== packedBytes) {
    return `it is stored as it is and yet states two sizes (${packedBytes} and ${size} bytes), so the archive is damaged`;
  }
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(packedBytes))
    return "it states a size that no file has";
  return null;
}
