import type { Outcome } from "../../../lib/engine/protocol.ts";
import { bucketPath } from "../../../lib/s3/bucketPath.ts";

/** What `--allow-host` lets a notebook ask: an origin, or what lies in a bucket below a prefix. */
export type AllowedHost =
  | { readonly kind: "origin"; readonly origin: string }
  | { readonly kind: "bucket"; readonly bucket: string; readonly prefix: string };

/** Takes a word of `--allow-host` apart: `data.example.org`, `https://data.example.org:8443`, `s3://bucket` or `s3://bucket/prefix/`. */
export function allowedHost(text: string): Outcome<AllowedHost> {
  const failed: Outcome<never> = {
    ok: false,
    error: {
      code: "unsupported",
      message: `--allow-host takes a host or a bucket, not “${text}”.`,
      hint: "Write data.example.org or s3://bucket/prefix/.",
    },
  };
  if (/^s3:\/\//i.test(text)) {
    const { bucket, key } = bucketPath(text);
    if (bucket === "" || /[*?[{]/.test(text)) return failed;
    return {
      ok: true,
      value: { kind: "bucket", bucket, prefix: key === "" || key.endsWith("/") ? key : `${key}/` },
    };
  }
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  const isOrigin = url !== null && url.pathname === "/" && url.search === "" && url.username === "";
  return isOrigin && url.hash === "" ? { ok: true, value: { kind: "origin", origin: url.origin } } : failed;
}

/** Whether one of these lets a location be read: an `https://` address, or a pattern of keys in a bucket. */
export function isAllowed(location: string, hosts: readonly AllowedHost[]): boolean {
  if (/^s3:\/\//i.test(location)) {
    const { bucket, key } = bucketPath(location);
    const start = key.replace(/[*?[{].*$/s, "");
    return hosts.some(
      (host) => host.kind === "bucket" && host.bucket === bucket && start.startsWith(host.prefix),
    );
  }
  const origin = URL.canParse(location) ? new URL(location).origin : null;
  return hosts.some((host) => host.kind === "origin" && host.origin === origin);
}
