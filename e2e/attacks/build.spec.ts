import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../../bin/build/listFiles.mjs";
import { expect, test } from "../fixtures.ts";

/**
 * Hosts whose names stand in the built scripts, and none of which is ever asked: names of XML and JSON vocabularies,
 * pages that messages and comments point to, and examples. A new one needs a look at what it does there.
 */
const named = [
  "account.r2.cloudflarestorage.com",
  "aka.ms",
  "base-ui.com",
  "cldr.unicode.org",
  "code.visualstudio.com",
  "developer.mozilla.org",
  "foo.com",
  "github.com",
  "microsoft.com",
  "nextjs.org",
  "react.dev",
  // The vocabulary of S3's answers, and hosts of stores that a person chooses.
  "s3.amazonaws.com",
  "s3.example.org",
  "storage.googleapis.com",
  // The vocabulary of Excel files.
  "schemas.openxmlformats.org",
  "tc39.es",
  "tools.ietf.org",
  "unicode.org",
  "unstats.un.org",
  "vega.github.io",
  "www.apache.org",
  "www.currency-iso.org",
  "www.iso.org",
  "www.w3.org",
];

test("37 · no built file names a host that was not looked at, and none loads from one", async ({ app }) => {
  const files = (await listFiles(app.folder)).filter((file: string) => /\.(js|html|css|json)$/.test(file));
  expect(files.length).toBeGreaterThan(20);
  const found = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(join(app.folder, file), "utf8");
    const hosts = text.matchAll(
      /\b(?:https?|wss?):(?:\\?\/){2}((?:[a-z\d-]+\.)+[a-z]{2,}|\d+\.\d+\.\d+\.\d+)/gi,
    );
    for (const [, host = ""] of hosts) found.set(host.toLowerCase(), file);
    const loads = file.endsWith(".html") ? text.match(/(?:src|href|action)="(?:https?:)?\/\/[^"]*"/g) : null;
    expect(loads ?? [], file).toEqual([]);
    expect(text, `${file} asks for its source map`).not.toMatch(/^\/\/# sourceMappingURL=https?:/m);
  }
  const unknown = [...found].filter(
    ([host]) =>
      !named.includes(host) &&
      !/^(127\.0\.0\.1|example\.(com|org|net)|.*\.example(\.(com|org))?)$/.test(host),
  );
  expect(unknown).toEqual([]);
});
