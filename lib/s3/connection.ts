/**
 * A way to one bucket, without its keys. The keys become a non-extractable signing key as they are entered, which only
 * the page and the service worker hold.
 */
export interface Connection {
  /** What notebooks call it: letters, digits, "-" and "_", unique on this device. */
  readonly name: string;
  readonly bucket: string;
  /** "" for the whole bucket, else a prefix of keys that ends in "/": nothing outside it is ever asked for. */
  readonly prefix: string;
  /** "us-east-1"; "auto" for stores that have none. */
  readonly region: string;
  /** "" for AWS, else the origin of the store, "http://127.0.0.1:9000". */
  readonly endpoint: string;
  /** Where the bucket's name stands in an address: `bucket.host/key` or `host/bucket/key`. */
  readonly addressing: "virtual" | "path";
  readonly access: Access;
  /** Whether this device remembers it and its signing key; else it goes with the page. */
  readonly isKept: boolean;
}

export type Access =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "keys";
      readonly accessKeyId: string;
      /** When the session token stops working, in ISO 8601; null where that is not known or there is none. */
      readonly expiresAt: string | null;
      readonly isTemporary: boolean;
    };

/** Keys as they are typed or pasted; they live no longer than it takes to make a SigningKey of them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
  readonly expiresAt: string | null;
}

/** What signs requests: `key` is HMAC-SHA-256 over "AWS4" + secret, not extractable, so that it can sign and never be read. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly key: CryptoKey;
  readonly sessionToken: string | null;
}

/** A connection as one notebook may use it, inside a grant. `id` is random and stands in addresses under /__net/. */
export interface GrantedConnection {
  readonly id: string;
  readonly connection: Connection;
  /** null for an anonymous bucket. */
  readonly signing: SigningKey | null;
  /** Whether objects may be written and deleted through it; only for an export that its user asked for. */
  readonly mayWrite: boolean;
}
