import type { Outcome } from "../../../lib/engine/protocol.ts";
import { isLoopbackHost } from "../../../lib/remote/privateHosts.ts";
import type { Credentials } from "../../../lib/s3/connection.ts";
import type { AwsProfile, AwsSurroundings } from "./awsSettings.ts";

/** Where there is no such service, nobody answers. */
const metadataPatienceMs = 1000;
const patienceMs = 10_000;

const failed = (message: string, hint: string): Outcome<never> => ({
  ok: false,
  error: { code: "file", message, hint },
});

/**
 * Credentials by the chain of AWS's tools: environment, shared files, web identity, container, instance. null where there
 * are none; a way that is asked for and does not work is an error. No message repeats anything secret.
 */
export async function awsCredentials(
  around: AwsSurroundings,
  profile: AwsProfile,
  region: string,
): Promise<Outcome<Credentials | null>> {
  const { env } = around;
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY)
    return {
      ok: true,
      value: {
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
        sessionToken: env.AWS_SESSION_TOKEN || null,
        expiresAt: env.AWS_CREDENTIAL_EXPIRATION || null,
      },
    };
  if (profile.credentials) return { ok: true, value: profile.credentials };
  const tokenFile = env.AWS_WEB_IDENTITY_TOKEN_FILE || profile.says.get("web_identity_token_file");
  const role = env.AWS_ROLE_ARN || profile.says.get("role_arn");
  if (tokenFile && role) return webIdentity(around, profile, region, tokenFile, role);
  const isMore = ["sso_session", "sso_start_url", "credential_process", "role_arn", "login_session"].some(
    (key) => profile.says.has(key),
  );
  if (isMore || (profile.isAsked && profile.says.size === 0)) return otherWay(profile, isMore);
  if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI)
    return ofContainer(around);
  return ofInstance(around);
}

function otherWay({ name }: AwsProfile, isThere: boolean): Outcome<never> {
  const hint = `Give the keys by the environment: eval "$(aws configure export-credentials --profile ${name} --format env)".`;
  return isThere
    ? failed(`The profile “${name}” signs in by a way that only AWS's own tools have.`, hint)
    : failed(`There is no profile “${name}” in AWS's shared files.`, "Look at AWS_PROFILE and at ~/.aws.");
}

/** Keys for a token that a file holds (EKS, CI), by AWS's token service, which wants no signature for it. */
async function webIdentity(
  around: AwsSurroundings,
  profile: AwsProfile,
  region: string,
  tokenFile: string,
  role: string,
): Promise<Outcome<Credentials | null>> {
  const { env, readFile } = around;
  const token = await readFile(tokenFile);
  if (token === null)
    return failed(
      "The file of AWS_WEB_IDENTITY_TOKEN_FILE is not there.",
      "Look at the variable, or leave it out.",
    );
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const own = env.AWS_ENDPOINT_URL_STS || env.AWS_ENDPOINT_URL;
  const body = new URLSearchParams({
    Action: "AssumeRoleWithWebIdentity",
    Version: "2011-06-15",
    RoleArn: role,
    RoleSessionName: env.AWS_ROLE_SESSION_NAME || profile.says.get("role_session_name") || "eider",
    WebIdentityToken: token.trim(),
  });
  const answer = await ask(around, own || `https://sts.${region}.${domain}/`, {
    method: "POST",
    body,
    headers: { accept: "application/xml" },
  });
  const text = answer?.ok ? await answer.text() : "";
  const of = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1];
  return credentialsOf(
    {
      AccessKeyId: of("AccessKeyId"),
      SecretAccessKey: of("SecretAccessKey"),
      Token: of("SessionToken"),
      Expiration: of("Expiration"),
    },
    `AWS's token service gave no keys for the role${statusOf(answer)}.`,
    "Look whether the role trusts this identity.",
  );
}

/** Hosts by which containers have keys; others only by https. */
const containerHosts = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"];

async function ofContainer(around: AwsSurroundings): Promise<Outcome<Credentials | null>> {
  const { env, readFile } = around;
  const address = env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
    ? `http://169.254.170.2${env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI}`
    : (env.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? "");
  const url = URL.canParse(address) ? new URL(address) : null;
  const isSafe =
    url?.protocol === "https:" ||
    (url !== null && (containerHosts.includes(url.hostname) || isLoopbackHost(url.hostname)));
  if (!isSafe)
    return failed(
      "AWS_CONTAINER_CREDENTIALS_FULL_URI is no address that keys are asked from.",
      "It has to be https, or of this machine.",
    );
  const tokenFile = env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const token = tokenFile ? (await readFile(tokenFile))?.trim() : env.AWS_CONTAINER_AUTHORIZATION_TOKEN;
  const answer = await ask(around, address, token ? { headers: { authorization: token } } : {});
  return credentialsOf(
    await jsonOf(answer),
    `This container was given no keys${statusOf(answer)}.`,
    "Give the task a role.",
  );
}

/** Keys of the machine's own role, by the second form of the service, which wants a token first. */
async function ofInstance(around: AwsSurroundings): Promise<Outcome<Credentials | null>> {
  const none: Outcome<null> = { ok: true, value: null };
  const { env } = around;
  if (/^true$/i.test(env.AWS_EC2_METADATA_DISABLED ?? "")) return none;
  const isIpv6 = /^ipv6$/i.test(env.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE ?? "");
  const base = (
    env.AWS_EC2_METADATA_SERVICE_ENDPOINT || (isIpv6 ? "http://[fd00:ec2::254]" : "http://169.254.169.254")
  ).replace(/\/+$/, "");
  const lifetime = { "x-aws-ec2-metadata-token-ttl-seconds": "21600" };
  const begun = await ask(around, `${base}/latest/api/token`, { method: "PUT", headers: lifetime }, true);
  if (!begun?.ok) return none;
  const headers = { "x-aws-ec2-metadata-token": await begun.text() };
  const roles = `${base}/latest/meta-data/iam/security-credentials/`;
  const named = await ask(around, roles, { headers });
  const role = named?.ok ? (await named.text()).trim().split("\n")[0] : "";
  if (!role) return none;
  const answer = await ask(around, roles + encodeURIComponent(role), { headers });
  return credentialsOf(
    await jsonOf(answer),
    `This machine's role gave no keys${statusOf(answer)}.`,
    "Look at the role of the instance.",
  );
}

async function ask(
  { fetch }: AwsSurroundings,
  url: string,
  init: RequestInit,
  isGuess = false,
): Promise<Response | null> {
  const signal = AbortSignal.timeout(isGuess ? metadataPatienceMs : patienceMs);
  return fetch(url, { ...init, redirect: "error", signal }).catch(() => null);
}

const statusOf = (answer: Response | null) => (answer ? ` (HTTP ${answer.status})` : ": it does not answer");

async function jsonOf(answer: Response | null): Promise<Record<string, unknown>> {
  const data: unknown = answer?.ok ? await answer.json().catch(() => null) : null;
  return typeof data === "object" && data !== null ? { ...data } : {};
}

function credentialsOf(
  { AccessKeyId, SecretAccessKey, Token, Expiration }: Record<string, unknown>,
  message: string,
  hint: string,
): Outcome<Credentials | null> {
  if (typeof AccessKeyId !== "string" || typeof SecretAccessKey !== "string") return failed(message, hint);
  return {
    ok: true,
    value: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: typeof Token === "string" ? Token : null,
      expiresAt: typeof Expiration === "string" ? Expiration : null,
    },
  };
}
