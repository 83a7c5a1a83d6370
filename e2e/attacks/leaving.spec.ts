import { exportedBytes } from "../page-models/exportsOf.ts";
import { cellText, expect, expectAlive, test } from "./attackTest.ts";

// Put together here, so that no scanner of repositories takes it for a real one.
const accessKey = ["AKIA", "CANARY0CANARY0", "XY"].join("");
const secretKey = "canaryCANARYcanary/CANARYcanaryCANARY+40";

test("32 · a key in a cell, a result or an error leaves by no link, address, message or store of texts", async ({
  page,
  victim,
  context,
}) => {
  const said: string[] = [];
  context.on("console", (message) => said.push(message.text()));
  const addresses: string[] = [];
  context.on("request", (request) => addresses.push(request.url()));
  const text = [
    cellText("sql", "keys", `select '${accessKey}' as id, aws_secret_access_key from given`),
    cellText("sql", "failing", `select error('${secretKey}')`),
    cellText(
      "ts",
      "shown",
      `console.log("${secretKey}"); display({ key: "${secretKey}" }); throw new Error("${secretKey}");`,
    ),
    cellText("sql", "connection", `create secret s (type s3, key_id '${accessKey}', secret '${secretKey}')`),
  ].join("");
  await victim.openText(text);
  await victim.addFiles([
    { name: "given.csv", mimeType: "", buffer: Buffer.from(`aws_secret_access_key\n${secretKey}\n`) },
  ]);
  await victim.runAll();
  expect(await victim.rowsOf("keys")).toEqual([[accessKey, secretKey]]);

  await victim.button("Share").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/AWS access key/);
  const shared = await dialog.evaluate((element) => [
    element.textContent ?? "",
    ...[...element.querySelectorAll("input, textarea")].map((field) =>
      "value" in field ? String(field.value) : "",
    ),
  ]);
  for (const part of shared) {
    expect(part).not.toContain(secretKey);
    expect(part).not.toContain(accessKey);
    for (const link of part.match(/#nb1d\.[\w-]+\.[0-9a-f]{8}/g) ?? []) {
      const { decodeCapsule } = await import("../../lib/share/decodeCapsule.ts");
      const opened = await decodeCapsule(link);
      expect(JSON.stringify(opened)).not.toContain(secretKey);
      expect(JSON.stringify(opened)).not.toContain(accessKey);
    }
  }
  await page.keyboard.press("Escape");

  const kept = await page.evaluate(() =>
    JSON.stringify([
      location.href,
      document.title,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
    ]),
  );
  for (const place of [kept, ...said, ...addresses, page.url()]) {
    expect(place).not.toContain(secretKey);
    expect(place).not.toContain(accessKey);
  }
  await expectAlive(victim);
});

test("33 · a CSV for spreadsheets begins no field with what they take for a formula, in rows and in its header", async ({
  victim,
}) => {
  const starts = ["'='", "'+'", "'-'", "'@'", "chr(9)", "chr(13)", "chr(0)"];
  const values = starts.map((start) => `${start} || 'cmd|''/C calc''!A0'`);
  const sql = `select ${values.join(", ")}, '"=1+1"' as quoted, 'a,=b' as inside, -5 as number, '-5' as text_number, '+1e5' as text_exponent, '=1' as "=HYPERLINK(""x"")", 1 as "@SUM(1)"`;
  await victim.openText(cellText("sql", "sheet", sql));
  await victim.runAll();
  await victim.expectDone("sheet");
  const csv = (await exportedBytes(victim, "sheet", { format: "csv", safe: true })).toString("utf8");
  const fields = [...csv.matchAll(/(?:^|,|\n)(?:"((?:[^"]|"")*)"|([^,\n"]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  expect(fields.length).toBeGreaterThan(20);
  const formulas = fields.filter((field) => /^[=+\-@\t\r\0]/.test(field) && !/^[-+]?\d+(e\d+)?$/.test(field));
  expect(formulas).toEqual([]);
  expect(fields.filter((field) => field.startsWith("'")).length).toBeGreaterThan(starts.length);
  // For whoever reads it back with a program, the plain file has every value as it is.
  expect((await exportedBytes(victim, "sheet", { format: "csv" })).toString("utf8")).toContain("\n=cmd|");
  await expectAlive(victim);
});
