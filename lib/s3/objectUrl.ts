import type { Connection } from "./connection.ts";

/** Encodes as the signature wants it: what encodeURIComponent leaves for old times' sake too. */
export function encodeS3(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** AWS has no certificate for names of buckets with dots, so that these are asked for by path. */
function isVirtual({ addressing, bucket, endpoint }: Connection): boolean {
  return addressing === "virtual" && !(endpoint === "" && bucket.includes("."));
}

/** The origin of a connection's store; `region` in place of the connection's own where the store named another. */
export function storeOrigin(connection: Connection, region = connection.region): string {
  if (connection.endpoint !== "") return connection.endpoint;
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://s3.${region}.${domain}`;
}

/** The address of a bucket, ending in "/": all of its objects lie below. */
export function bucketUrl(connection: Connection, region = connection.region): string {
  const { protocol, host } = new URL(storeOrigin(connection, region));
  return isVirtual(connection)
    ? `${protocol}//${connection.bucket}.${host}/`
    : `${protocol}//${host}/${connection.bucket}/`;
}

/** The address of an object. Slashes part a key as they part a path; all else of it is encoded. */
export function objectUrl(connection: Connection, key: string, region = connection.region): string {
  return bucketUrl(connection, region) + key.split("/").map(encodeS3).join("/");
}
