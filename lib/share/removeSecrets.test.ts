import { describe, expect, it } from "vitest";
import { findSecrets } from "./findSecrets.ts";
import { removeSecrets } from "./removeSecrets.ts";

const letters = "Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb3dEf6hIj9k";
const accessKey = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const block = (end: boolean) =>
  [
    "-----BEGIN RSA PRIVATE KEY-----",
    `${letters}${letters}`,
    `${letters}==`,
    ...(end ? ["-----END RSA PRIVATE KEY-----"] : []),
  ].join("\n");

describe("removeSecrets", () => {
  it.each([
    [`key ${accessKey}.`, "key removed."],
    [`SET s3_secret_access_key = '${letters}';`, "SET s3_secret_access_key = 'removed';"],
    [`aws_secret_access_key=${letters.slice(0, 40)}`, "aws_secret_access_key=removed"],
    [`(TYPE s3, SECRET '${letters}')`, "(TYPE s3, SECRET 'removed')"],
    ["from 'https://b/a.csv?n=1&X-Amz-Signature=0a1b2c'", "from 'https://b/a.csv?n=1'"],
    [`https://x/c/a.csv?sv=2024&sig=${letters}`, "https://x/c/a.csv?sv=2024"],
    [`ghp_${letters}`, "removed"],
    [`xoxb-123456789012-abc-${letters}`, "removed"],
    [`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.${letters}`, "removed"],
    [`Authorization: Bearer ${letters}==`, "Authorization: Bearer removed"],
    ["postgres://me:hunter2@db.example.org/x", "postgres://db.example.org/x"],
    [`a\n${block(true)}\nb`, "a\nremoved\nb"],
    [`a\n${block(false)}\n\`\`\`\nb`, "a\nremoved\n```\nb"],
    [`"${block(true).replaceAll("\n", "\\n")}\\n"`, '"removed\\n"'],
  ])("leaves nothing of %s", (text, expected) => {
    expect(removeSecrets(text)).toBe(expected);
    expect(findSecrets(removeSecrets(text))).toEqual([]);
  });

  it("changes nothing in a text that holds none", () => {
    const text = "select secret, 'AKIA', sig from t -- the private key of the table\n";
    expect(removeSecrets(text)).toBe(text);
  });
});
