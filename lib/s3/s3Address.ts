import type { Connection } from "./connection.ts";

/** What an address says of where an object or a prefix is; null for what it does not say. */
export interface S3Address {
  readonly bucket: string;
  readonly key: string;
  readonly region: string | null;
  readonly endpoint: string | null;
  readonly addressing: Connection["addressing"] | null;
}

/** Takes an `s3://` address or the URL of an object apart; null where it is neither. */
export function parseS3Address(text: string): S3Address | null {
  const plain = /^s3a?:\/\/([^/]+)\/?(.*)$/is.exec(text.trim());
  if (plain)
    return { bucket: plain[1] ?? "", key: plain[2] ?? "", region: null, endpoint: null, addressing: null };
  if (!/^https?:/i.test(text.trim()) || !URL.canParse(text.trim())) return null;
  const url = new URL(text.trim());
  const path = decodeURIComponent(url.pathname.slice(1));
  const amazon = /^(?:(.+)\.)?s3[.-](?:([a-z0-9-]+)\.)?amazonaws\.com$/.exec(url.host);
  const region = amazon?.[2] ?? null;
  const endpoint = amazon ? "" : url.origin;
  if (amazon?.[1]) return { bucket: amazon[1], key: path, region, endpoint, addressing: "virtual" };
  const [bucket = "", ...rest] = path.split("/");
  return bucket === "" ? null : { bucket, key: rest.join("/"), region, endpoint, addressing: "path" };
}
