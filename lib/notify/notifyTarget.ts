import type { Outcome } from "../engine/protocol.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import { bucketPath } from "../s3/bucketPath.ts";

/** Who is told that data was written. `shown` is how it is named to people: what follows a host may be a secret. */
export type NotifyTarget =
  | { readonly kind: "webhook"; readonly url: string; readonly shown: string }
  | { readonly kind: "object"; readonly bucket: string; readonly key: string; readonly shown: string };

const failed = (message: string, hint: string): Outcome<never> => ({
  ok: false,
  error: { code: "unsupported", message, hint },
});

/** A target as a person writes it: `https://host/path`, on this machine also `http://`, or `s3://bucket/key`. */
export function notifyTarget(text: string): Outcome<NotifyTarget> {
  const forms = "Write it as https://host/path or s3://bucket/key.";
  if (/^s3:\/\//i.test(text)) {
    const { bucket, key } = bucketPath(text);
    if (bucket === "" || key === "" || key.endsWith("/"))
      return failed(
        `${text} names no object.`,
        "Write bucket and key of the marker: s3://bucket/path/_SUCCESS.json.",
      );
    return { ok: true, value: { kind: "object", bucket, key, shown: `s3://${bucket}/${key}` } };
  }
  if (!URL.canParse(text)) return failed(`“${text}” is no address.`, forms);
  const url = new URL(text);
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLoopbackHost(url.hostname));
  if (!isSafe)
    return failed(`${url.protocol}//${url.host} is not told of anything: others could read along.`, forms);
  if (url.username !== "" || url.password !== "")
    return failed(`The address of ${url.host} holds a user name or password.`, "Leave them out.");
  url.hash = "";
  return { ok: true, value: { kind: "webhook", url: url.href, shown: url.origin } };
}
