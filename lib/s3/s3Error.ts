/** What an error document of a store says, of that which is of use here. */
export interface S3Error {
  /** "NoSuchKey"; "" where the text is no such document. */
  readonly code: string;
  /** The region that the bucket is in, where the store says so. */
  readonly region: string | null;
  /** The right that is missing, "s3:GetObject". */
  readonly action: string | null;
  /** The store's time, in milliseconds since 1970. */
  readonly serverTimeMs: number | null;
}

/**
 * Reads an error document. By patterns: such documents are one flat element, and the service worker is to stay small.
 * The store's message is left out, since some repeat in it what they were sent.
 */
export function parseS3Error(text: string): S3Error {
  const of = (name: string) => new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(text)?.[1]?.trim() ?? null;
  const isError = /<Error[\s>]/.test(text);
  const code = isError ? (of("Code") ?? "") : "";
  const endpoint = /^(?:.*\.)?s3[.-]([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(of("Endpoint") ?? "")?.[1];
  const expecting = /expecting '([a-z0-9-]+)'/.exec((of("Message") ?? "").replace(/&(apos|#39);/g, "'"))?.[1];
  const time = Date.parse(of("ServerTime") ?? "");
  return {
    code: /^[A-Za-z0-9.]{1,64}$/.test(code) ? code : "",
    region: isError ? (of("Region") ?? endpoint ?? expecting ?? null) : null,
    action: isError ? (/\bs3:[A-Z][A-Za-z]{1,60}\b/.exec(of("Message") ?? "")?.[0] ?? null) : null,
    serverTimeMs: Number.isNaN(time) ? null : time,
  };
}
