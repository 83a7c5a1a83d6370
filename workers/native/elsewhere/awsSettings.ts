import type { Credentials } from "../../../lib/s3/connection.ts";
import { credentialFields } from "../../../lib/s3/credentials/credentialFields.ts";
import { textSections } from "../../../lib/s3/credentials/textSections.ts";

/** What AWS's tools look at, given as functions so that tests have their own. */
export interface AwsSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** null where there is no such file. */
  readFile(path: string): Promise<string | null>;
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** A profile of the shared files, or nothing where there is none of its name. */
export interface AwsProfile {
  readonly name: string;
  /** Whether the environment asks for it by name. */
  readonly isAsked: boolean;
  readonly credentials: Credentials | null;
  readonly region: string | null;
  readonly endpoint: string | null;
  /** All that it says, by lower-case names. */
  readonly says: ReadonlyMap<string, string>;
}

/** The profile that AWS_PROFILE names, or "default", from ~/.aws/credentials and ~/.aws/config or where variables have them. */
export async function awsProfile({ env, home, readFile }: AwsSurroundings): Promise<AwsProfile> {
  const name = env.AWS_PROFILE || "default";
  const paths = [
    env.AWS_CONFIG_FILE || `${home}/.aws/config`,
    env.AWS_SHARED_CREDENTIALS_FILE || `${home}/.aws/credentials`,
  ];
  const says = new Map<string, string>();
  // Keys of the second file count more.
  for (const path of paths) {
    const text = await readFile(path);
    const section = text === null ? undefined : textSections(text).get(name);
    for (const [key, value] of section ?? []) says.set(key.toLowerCase(), value);
  }
  const { accessKeyId, secretAccessKey, sessionToken, region, endpoint } = credentialFields(says);
  const credentials =
    accessKeyId !== undefined && secretAccessKey !== undefined
      ? { accessKeyId, secretAccessKey, sessionToken: sessionToken ?? null, expiresAt: null }
      : null;
  return {
    name,
    isAsked: Boolean(env.AWS_PROFILE),
    credentials,
    region: region ?? null,
    endpoint: endpoint ?? null,
    says,
  };
}

/** Region and endpoint for buckets; the endpoint is "" for AWS itself. A store names another region where it has to be. */
export function awsPlace(
  { env }: AwsSurroundings,
  profile: AwsProfile,
): { region: string; endpoint: string } {
  const ignored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === "true";
  const endpoint = ignored
    ? ""
    : (env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL || profile.endpoint || "").replace(/\/+$/, "");
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || profile.region || "us-east-1";
  return { region, endpoint };
}
