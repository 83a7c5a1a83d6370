import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AwsKeys } from "./AwsKeys.ts";
import { awsCredentials } from "./awsCredentials.ts";
import { type AwsSurroundings, awsPlace, awsProfile } from "./awsSettings.ts";

/** Answers by "METHOD path"; what is not there is 404. */
let answers: Record<string, string> = {};
let heard: { line: string; headers: IncomingMessage["headers"]; body: string }[] = [];
let url = "";
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const line = `${request.method} ${request.url}`;
  heard.push({ line, headers: request.headers, body });
  const answer = answers[line];
  response.writeHead(answer === undefined ? 404 : 200).end(answer);
});
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(() => {
  [answers, heard] = [{}, []];
});

const around = (env: Record<string, string>, files: Record<string, string> = {}): AwsSurroundings => ({
  env: { AWS_EC2_METADATA_SERVICE_ENDPOINT: url, ...env },
  home: "/user",
  readFile: async (path) => files[path] ?? null,
  fetch: (address, init) => fetch(address, init),
  now: () => 0,
});
async function found(env: Record<string, string>, files: Record<string, string> = {}) {
  const machine = around(env, files);
  return awsCredentials(machine, await awsProfile(machine), "eu-west-1");
}
const keys = (accessKeyId: string, sessionToken: string | null = null, expiresAt: string | null = null) => ({
  ok: true,
  value: { accessKeyId, secretAccessKey: "secret", sessionToken, expiresAt },
});
const json = JSON.stringify({
  AccessKeyId: "ASIAROLE",
  SecretAccessKey: "secret",
  Token: "token",
  Expiration: "2024-05-01T12:00:00Z",
});

const files = {
  "/user/.aws/credentials":
    "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = secret\n\n[work]\naws_access_key_id=AKIAWORK\naws_secret_access_key=secret\naws_session_token=token\n",
  "/user/.aws/config":
    "[default]\nregion = eu-central-1\n[profile work]\nregion = us-west-2\nendpoint_url = https://s3.example.org/\n[profile sso]\nsso_session = main\n",
};

describe("credentials by the chain of AWS's tools", () => {
  test("the environment comes first, then the profile that it names, then the default one", async () => {
    const env = { AWS_ACCESS_KEY_ID: "AKIAENV", AWS_SECRET_ACCESS_KEY: "secret" };
    expect(await found({ ...env, AWS_PROFILE: "work" }, files)).toEqual(keys("AKIAENV"));
    expect(await found({ ...env, AWS_SESSION_TOKEN: "token" }, files)).toEqual(keys("AKIAENV", "token"));
    expect(await found({ AWS_PROFILE: "work" }, files)).toEqual(keys("AKIAWORK", "token"));
    expect(await found({}, files)).toEqual(keys("AKIADEFAULT"));
    const elsewhere = { AWS_SHARED_CREDENTIALS_FILE: "/etc/keys" };
    const moved = { "/etc/keys": files["/user/.aws/credentials"] };
    expect(await found(elsewhere, moved)).toEqual(keys("AKIADEFAULT"));
    expect(heard).toEqual([]);
  });

  test("region and endpoint are those of the environment, else of the profile", async () => {
    const place = async (env: Record<string, string>) => {
      const machine = around(env, files);
      return awsPlace(machine, await awsProfile(machine));
    };
    expect(await place({})).toEqual({ region: "eu-central-1", endpoint: "" });
    expect(await place({ AWS_PROFILE: "work" })).toEqual({
      region: "us-west-2",
      endpoint: "https://s3.example.org",
    });
    const own = {
      AWS_REGION: "eu-west-3",
      AWS_ENDPOINT_URL: "http://all:1",
      AWS_ENDPOINT_URL_S3: "http://minio:9000",
    };
    expect(await place({ AWS_PROFILE: "work", ...own })).toEqual({
      region: "eu-west-3",
      endpoint: "http://minio:9000",
    });
  });

  test("a profile that signs in otherwise, or is not there, says how keys are had of it", async () => {
    for (const AWS_PROFILE of ["sso", "none"]) {
      const failed = await found({ AWS_PROFILE }, files);
      expect(failed.ok ? "" : `${failed.error.message} ${failed.error.hint}`).toMatch(
        AWS_PROFILE === "sso" ? /export-credentials --profile sso/ : /no profile “none”/,
      );
    }
    expect(heard).toEqual([]);
  });

  test("a token in a file becomes keys by the token service", async () => {
    answers["POST /"] =
      "<R><Credentials><AccessKeyId>ASIAWEB</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2024-05-01T12:00:00Z</Expiration></Credentials></R>";
    const env = {
      AWS_WEB_IDENTITY_TOKEN_FILE: "/var/token",
      AWS_ROLE_ARN: "arn:aws:iam::1:role/r",
      AWS_ENDPOINT_URL_STS: url,
    };
    expect(await found(env, { "/var/token": "jwt\n" })).toEqual(
      keys("ASIAWEB", "token", "2024-05-01T12:00:00Z"),
    );
    const asked = new URLSearchParams(heard[0]?.body);
    expect([asked.get("RoleArn"), asked.get("WebIdentityToken")]).toEqual(["arn:aws:iam::1:role/r", "jwt"]);
    answers = {};
    const refused = await found(env, { "/var/token": "jwt" });
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining("HTTP 404") } });
  });

  test("a container's address gives keys for its token; only over https, or of this machine", async () => {
    answers["GET /keys"] = json;
    const env = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/keys`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/var/auth",
    };
    expect(await found(env, { "/var/auth": "let me\n" })).toEqual(
      keys("ASIAROLE", "token", "2024-05-01T12:00:00Z"),
    );
    expect(heard[0]?.headers.authorization).toBe("let me");
    const outside = await found({ AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://example.org/keys" });
    expect(outside.ok).toBe(false);
    expect(heard).toHaveLength(1);
  });

  test("an instance gives its role's keys for a token of its own; without one there are none", async () => {
    const roles = "/latest/meta-data/iam/security-credentials/";
    answers = { "PUT /latest/api/token": "tick", [`GET ${roles}`]: "reader", [`GET ${roles}reader`]: json };
    expect(await found({})).toEqual(keys("ASIAROLE", "token", "2024-05-01T12:00:00Z"));
    expect(heard.map(({ headers }) => headers["x-aws-ec2-metadata-token"])).toEqual([
      undefined,
      "tick",
      "tick",
    ]);
    answers = {};
    expect(await found({})).toEqual({ ok: true, value: null });
    heard = [];
    expect(await found({ AWS_EC2_METADATA_DISABLED: "true" })).toEqual({ ok: true, value: null });
    expect(heard).toEqual([]);
  });

  test("keys that are about to end are asked for again", async () => {
    answers["GET /keys"] = json;
    const ends = Date.parse("2024-05-01T12:00:00Z");
    let now = ends - 3_600_000;
    const machine = { ...around({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/keys` }), now: () => now };
    const held = new AwsKeys(machine, await awsProfile(machine), "eu-west-1");
    await Promise.all([held.get(), held.get()]);
    await held.get();
    expect(heard).toHaveLength(1);
    now = ends - 60_000;
    expect(await held.get()).toMatchObject({ ok: true, value: { accessKeyId: "ASIAROLE" } });
    expect(heard).toHaveLength(2);
  });
});
