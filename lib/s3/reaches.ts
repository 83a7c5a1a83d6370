import { bucketPath, fixedFolder } from "./bucketPath.ts";
import type { Connection } from "./connection.ts";

/** Whether a connection leads to all that an `s3://` address or pattern can name. */
export function reaches({ bucket, prefix }: Connection, address: string): boolean {
  const asked = bucketPath(address);
  return (
    asked.bucket === bucket && (asked.key.startsWith(prefix) || fixedFolder(asked.key).startsWith(prefix))
  );
}
