import type { Grant } from "../../../lib/remote/grants.ts";
import type { Connection } from "../../../lib/s3/connection.ts";
import { type S3Ask, s3Path } from "../../../lib/s3/s3Path.ts";
import { signingKey } from "../../../lib/s3/signingKey.ts";
import { answerNet } from "../answerNet.ts";
import { testNetwork } from "./testNetwork.ts";

const app = "http://127.0.0.1:1";
export const connectionId = "c-0123456789abcdef";
export const grantId = "g-0123456789abcdef";

export const object = (key: string): S3Ask => ({ kind: "object", key });
export const list = (prefix: string, isFlat = false): S3Ask => ({
  kind: "list",
  prefix,
  isFlat,
  after: null,
});

/** A grant of a bucket, by default "eider" with made-up keys, and the service worker's answers under it. */
export async function grantedBucket(
  change: Partial<Connection>,
  { secret = "secret", sessionToken = null as string | null, mayWrite = false } = {},
) {
  const connection: Connection = {
    name: "test",
    bucket: "eider",
    prefix: "",
    region: "us-east-1",
    endpoint: "",
    addressing: "path",
    access: { kind: "keys", accessKeyId: "AKIDEXAMPLE", expiresAt: null, isTemporary: false },
    isKept: false,
    ...change,
  };
  const { access } = connection;
  const credentials = { secretAccessKey: secret, sessionToken, expiresAt: null };
  const signing =
    access.kind === "anonymous"
      ? null
      : await signingKey({ ...credentials, accessKeyId: access.accessKeyId });
  const grant: Grant = {
    grantId,
    notebookId: "n",
    hosts: [],
    maxBytes: 1e9,
    connections: [{ id: connectionId, connection, signing, mayWrite }],
  };
  const asked: string[] = [];
  const tested = testNetwork(grant, {
    fetch: (url, init) => {
      asked.push(`${init.method ?? "GET"} ${url}`);
      return fetch(url, init);
    },
  });
  const answerPath = (path: string, init: RequestInit = {}) =>
    answerNet(new Request(app + path, init), tested.network);
  const answer = (ask: S3Ask, init: RequestInit = {}) => answerPath(s3Path(grantId, connectionId, ask), init);
  return { ...tested, answer, answerPath, asked };
}
