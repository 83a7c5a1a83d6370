/** Of a manifest, what subscribers are told. */
export interface NotifiedManifest {
  readonly eider: string;
  readonly made: string;
  readonly notebook: { readonly file: string; readonly sha256: string };
  readonly files: readonly {
    readonly relation: string;
    readonly file: string;
    readonly rows: number;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

/**
 * The body of a notification, as JSON: that data was written and verified, and which.
 * @param place where the files lie, `s3://bucket/prefix/`; null for a folder of a machine, which is nobody's business
 * @param manifestSha256 of the bytes of manifest.json beside them, in hex
 */
export function notification(
  manifest: NotifiedManifest,
  place: string | null,
  manifestSha256: string,
): string {
  const { eider, made, notebook } = manifest;
  return JSON.stringify({
    event: "data.written",
    eider,
    made,
    notebook: { file: notebook.file, sha256: notebook.sha256 },
    place,
    manifest: { file: "manifest.json", sha256: manifestSha256 },
    files: manifest.files.map(({ relation, file, rows, bytes, sha256 }) => ({
      relation,
      file,
      rows,
      bytes,
      sha256,
    })),
  });
}
