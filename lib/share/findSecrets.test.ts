import { describe, expect, it } from "vitest";
import { findSecrets } from "./findSecrets.ts";

const letters = "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9k";

describe("findSecrets", () => {
  it.each([
    ["an AWS access key", `key ${"AKIA"}IOSFODNN7EXAMPLE.`],
    ["an AWS access key", `'${"ASIA"}Y34FZKBOKMUTVV7A'`],
    ["an AWS secret key", `SET s3_secret_access_key = '${letters}';`],
    ["an AWS secret key", `aws_secret_access_key=${letters.slice(0, 40)}`],
    ["an AWS secret key", `console.log("${letters.slice(0, 40)}")`],
    ["an AWS secret key", letters.slice(0, 40)],
    ["a secret in CREATE SECRET", `CREATE SECRET x (TYPE s3, KEY_ID 'k', SECRET '${letters}')`],
    ["a signed address", "from 'https://b.s3.amazonaws.com/a.csv?X-Amz-Algorithm=A&X-Amz-Signature=0a1b2c'"],
    ["a signed address", `https://x.blob.core.windows.net/c/a.csv?sv=2024&sig=${letters}`],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----"],
    ["a private key", "-----BEGIN PRIVATE KEY-----"],
    ["a GitHub token", `ghp_${letters.slice(0, 36)}`],
    ["a Slack token", "xoxb-123456789012-abc"],
    ["a Google API key", `AIza${letters.slice(0, 35)}`],
    ["an API key", `sk-ant-${letters}`],
    ["an access token", `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.${letters}`],
    ["an access token", `Authorization: Bearer ${letters}`],
    ["an address with a password", "postgres://me:hunter2@db.example.org/x"],
  ])("finds %s", (kind, text) => {
    expect(findSecrets(`select 1\r\n\n${text}\n`)).toEqual([{ kind, line: 3 }]);
  });

  it("finds nothing in ordinary notebooks", () => {
    const text = [
      "select * from orders where secret = 'no' and id = 'AKIA'",
      "https://example.org/data.csv?sig=1",
      "https://example.org:8080/a@b",
      "The signature of the function, the private key of the table",
      "s3://bucket/key/file.parquet",
      "da39a3ee5e6b4b0d3255bfef95601890afd80709 is a SHA-1",
      `"${letters.slice(0, 39)}" and "${letters.slice(0, 41)}" are of other lengths`,
      "https://example.org/Reports/2024/Quarter4/ByRegionAndMonth/a.csv",
      "task-force, risk-free, desk-lamp-with-a-very-long-name",
    ].join("\n");
    expect(findSecrets(text)).toEqual([]);
  });

  it("says every line, and a kind once a line", () => {
    const key = "AKIAIOSFODNN7EXAMPLE";
    expect(findSecrets(`${key} ${key}\n${key}`)).toEqual([
      { kind: "an AWS access key", line: 1 },
      { kind: "an AWS access key", line: 2 },
    ]);
  });

  it("takes linear time on long lines made to be slow", () => {
    // In quadratic time each of these would run into the test's own time limit.
    for (const unit of [
      "eyJ-",
      "a.",
      "sk-",
      "a://",
      "secret ",
      "Bearer ",
      "a://b:",
      "secret_access_key'",
      "?sig=",
      "aA0",
      " aA0/",
    ]) {
      expect(findSecrets(unit.repeat(500_000 / unit.length)).length).toBeLessThan(3);
    }
  });
});
