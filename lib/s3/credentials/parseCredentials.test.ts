import { describe, expect, test } from "vitest";
import { parseCredentials } from "./parseCredentials.ts";

const id = "AKIAIOSFODNN7EXAMPLE";
const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY=";
const token = "FwoGZXIvYXdzE//+Token==";
const plain = { accessKeyId: id, secretAccessKey: secret, sessionToken: null, expiresAt: null };

const first = (text: string) => {
  const parsed = parseCredentials(text);
  return parsed.ok ? parsed.value[0] : parsed.error.message;
};

describe("credentials are read from", () => {
  test.each([
    ["a profile", `[default]\naws_access_key_id = ${id}\naws_secret_access_key=${secret}\n`],
    [
      "a profile with comments and Windows line ends",
      `# mine\r\n[default]\r\naws_access_key_id=${id}\r\n; x\r\naws_secret_access_key = ${secret}\r\n`,
    ],
    ["exports of a shell", `export AWS_ACCESS_KEY_ID=${id}\nexport AWS_SECRET_ACCESS_KEY="${secret}"`],
    ["exports in one line", `export AWS_ACCESS_KEY_ID=${id}; export AWS_SECRET_ACCESS_KEY='${secret}'`],
    ["PowerShell", `$Env:AWS_ACCESS_KEY_ID="${id}"\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"`],
    ["cmd", `SET AWS_ACCESS_KEY_ID=${id}\nSET AWS_SECRET_ACCESS_KEY=${secret}`],
    ["setx", `setx AWS_ACCESS_KEY_ID ${id}\nsetx AWS_SECRET_ACCESS_KEY ${secret}`],
    ["an env file", `AWS_ACCESS_KEY_ID=${id}\nAWS_SECRET_ACCESS_KEY=${secret}`],
    ["the CSV of a new key", `\uFEFFAccess key ID,Secret access key\r\n${id},${secret}\r\n`],
    [
      "the JSON of aws iam",
      JSON.stringify({ AccessKey: { UserName: "u", AccessKeyId: id, SecretAccessKey: secret } }),
    ],
    ["MinIO's JSON", JSON.stringify({ accessKey: id, secretKey: secret, api: "s3v4", path: "auto" })],
  ])("%s", (_, text) => {
    expect(first(text)).toEqual({ profile: "default", credentials: plain, region: null, endpoint: null });
  });

  test("the JSON of aws sts and of aws configure export-credentials, with when they expire", () => {
    const keys = {
      AccessKeyId: id,
      SecretAccessKey: secret,
      SessionToken: token,
      Expiration: "2030-01-02T03:04:05+00:00",
    };
    const credentials = { ...plain, sessionToken: token, expiresAt: "2030-01-02T03:04:05.000Z" };
    expect(first(JSON.stringify({ Credentials: keys, AssumedRoleUser: { Arn: "x" } }))).toMatchObject({
      credentials,
    });
    expect(first(JSON.stringify({ Version: 1, ...keys }, null, 2))).toMatchObject({ credentials });
  });

  test("several profiles, each with its region and endpoint", () => {
    const parsed = parseCredentials(
      `[default]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\nregion=eu-west-1\n` +
        `[profile work]\naws_access_key_id=B\naws_secret_access_key=C\naws_session_token=${token}\nendpoint_url=http://127.0.0.1:9000\n` +
        "[profile sso]\nsso_session = x\n",
    );
    expect(
      parsed.ok && parsed.value.map(({ profile, region, endpoint }) => [profile, region, endpoint]),
    ).toEqual([
      ["default", "eu-west-1", null],
      ["work", null, "http://127.0.0.1:9000"],
    ]);
  });
});

describe("what is missing is said without repeating anything", () => {
  test.each([
    [`export AWS_ACCESS_KEY_ID=${id}`, 'The secret key of "default" is missing.'],
    [`aws_secret_access_key=${secret}`, 'The access key of "default" is missing.'],
    [
      `AWS_ACCESS_KEY_ID=ASIAX\nAWS_SECRET_ACCESS_KEY=${secret}`,
      'The keys of "default" are temporary, and their session token is missing.',
    ],
    ["", "Nothing was pasted."],
    ["hello", "There are no keys in this text."],
    [`{"Credentials": {"AccessKeyId": "${id}"`, "The JSON is damaged; a part may be missing."],
  ])("%s", (text, message) => {
    expect(first(text)).toBe(message);
  });
});
