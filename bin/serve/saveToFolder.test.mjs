import { chmod, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { maxNotebookBytes } from "./answerFolder.mjs";
import { etagOf, startFolderStage, text } from "./testing/folderStage.mjs";

let stage;
let ask;
let put;
let onDisk;
let folder;

beforeAll(async () => {
  stage = await startFolderStage();
  ({ ask, put, onDisk, folder } = stage);
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

test("38 · other files than notebooks are not written, and other than notebooks and data not read", async () => {
  for (const name of ["page.html", "key.pem", "numbers.csv", "new.txt", "nb.md", ".nb.md", "run.nb.md.sh"]) {
    expect([name, (await put(`/folder/${name}`, "x", { "if-none-match": "*" })).status]).toEqual([name, 403]);
  }
  for (const name of ["page.html", "key.pem"]) {
    expect([name, (await ask(`/folder/${name}`)).status]).toEqual([name, 404]);
  }
  expect(await onDisk("numbers.csv")).toBe("n\n1\n2\n");
});

test("a save replaces the whole file, keeps its mode and leaves nothing beside it", async () => {
  await chmod(join(folder, "tea.nb.md"), 0o640);
  const before = await readdir(folder);
  const { status, headers } = await put("/folder/tea.nb.md", "# New\n", { "if-match": etagOf(text) });
  expect([status, headers.etag]).toEqual([204, etagOf("# New\n")]);
  expect(await onDisk("tea.nb.md")).toBe("# New\n");
  expect((await stat(join(folder, "tea.nb.md"))).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(before);
});

test("38 · what another program wrote is not overwritten, and its version is told", async () => {
  await writeFile(join(folder, "tea.nb.md"), "# Theirs\n");
  const { status, headers } = await put("/folder/tea.nb.md", "# Mine\n", { "if-match": etagOf(text) });
  expect([status, headers.etag, await onDisk("tea.nb.md")]).toEqual([
    412,
    etagOf("# Theirs\n"),
    "# Theirs\n",
  ]);
  for (const match of ["*", `W/${etagOf("# Theirs\n")}`, "x"]) {
    expect((await put("/folder/tea.nb.md", "# Mine\n", { "if-match": match })).status).toBe(412);
  }
  expect((await put("/folder/tea.nb.md", "# Mine\n", {})).status).toBe(428);
  await rm(join(folder, "tea.nb.md"));
  expect((await put("/folder/tea.nb.md", "# Mine\n", { "if-match": etagOf("# Theirs\n") })).status).toBe(412);
});

test("38 · of two saves over the same version one is refused, however they meet", async () => {
  const saves = Array.from({ length: 8 }, (_, n) =>
    put("/folder/tea.nb.md", `# ${n}\n`, { "if-match": etagOf(text) }),
  );
  const statuses = (await Promise.all(saves)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  expect(statuses.filter((status) => status === 412)).toHaveLength(7);
  expect(await onDisk("tea.nb.md")).toBe(`# ${statuses.indexOf(204)}\n`);
});

test("a new notebook takes a name that is free, in a folder that is there", async () => {
  const free = { "if-none-match": "*" };
  expect(
    (await put("/folder/deep/Grüner Tee.nb.md".replace("ü", "%C3%BC").replaceAll(" ", "%20"), text, free))
      .status,
  ).toBe(201);
  expect(await onDisk("deep/Grüner Tee.nb.md")).toBe(text);
  await rm(join(folder, "deep/Grüner Tee.nb.md"));
  expect((await put("/folder/tea.nb.md", "x", free)).status).toBe(412);
  expect((await put("/folder/none/new.nb.md", "x", free)).status).toBe(404);
  expect((await put("/folder/tea.nb.md/new.nb.md", "x", free)).status).toBe(404);
  expect((await put(`/folder/${"x".repeat(300)}.nb.md`, "x", free)).status).toBe(404);
  expect(await onDisk("tea.nb.md")).toBe(text);
});

test("a file that may only be read stays as it is, and says so", async () => {
  await chmod(join(folder, "tea.nb.md"), 0o444);
  const { status, body } = await put("/folder/tea.nb.md", "x", { "if-match": etagOf(text) });
  // Whoever is root may write it all the same.
  const mayAnyway = process.getuid?.() === 0;
  expect([status, await onDisk("tea.nb.md")]).toEqual(mayAnyway ? [204, "x"] : [403, text]);
  if (!mayAnyway) expect(body).toContain("may only be read");
});

test("a link to a notebook of the folder stays a link when it is saved", async () => {
  expect((await put("/folder/alias.nb.md", "# By link\n", { "if-match": etagOf(text) })).status).toBe(204);
  expect(await onDisk("tea.nb.md")).toBe("# By link\n");
});

test("38 · a body without end is refused, whether it says its length or not", async () => {
  const body = Buffer.alloc(maxNotebookBytes + 1, "x");
  const match = { "if-match": etagOf(text) };
  expect(
    (
      await put("/folder/tea.nb.md", "x", { ...match, "content-length": String(body.length) }).catch(() => ({
        status: 413,
      }))
    ).status,
  ).toBe(413);
  expect((await put("/folder/tea.nb.md", body, { ...match, "transfer-encoding": "chunked" })).status).toBe(
    413,
  );
  expect(await onDisk("tea.nb.md")).toBe(text);
});
