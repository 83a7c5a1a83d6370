import { AwsClient } from "aws4fetch";
import type { S3Way } from "../askS3.ts";
import { checkS3 } from "../checkS3.ts";
import type { Connection } from "../connection.ts";
import type { S3Ask } from "../s3Path.ts";

/** A way to a bucket of a server on this machine, past the service worker; what was asked is in `asked`. */
export function wayTo(
  server: { url: string; accessKeyId?: string; secretAccessKey?: string },
  change: Partial<Connection> = {},
): S3Way & { asked: { ask: S3Ask; method: string }[] } {
  const { accessKeyId = "AKIDEXAMPLE", secretAccessKey = "secret" } = server;
  const connection: Connection = {
    name: "test",
    bucket: "eider",
    prefix: "",
    region: "us-east-1",
    endpoint: server.url,
    addressing: "path",
    access: { kind: "keys", accessKeyId, expiresAt: null, isTemporary: false },
    isKept: false,
    ...change,
  };
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    service: "s3",
    region: "us-east-1",
    retries: 0,
  });
  const asked: { ask: S3Ask; method: string }[] = [];
  return {
    connection,
    asked,
    async send(ask, init = {}) {
      const method = init.method ?? "GET";
      asked.push({ ask, method });
      const granted = { id: "c-0123456789abcdef", connection, signing: null, mayWrite: true };
      const grant = { grantId: "g-0123456789abcdef", notebookId: "n", hosts: [], maxBytes: 1e9 };
      const checked = checkS3(ask, method, granted, grant, true);
      if (!checked.ok) throw new Error(checked.error.message);
      return client.fetch(checked.value.href, init);
    },
  };
}
