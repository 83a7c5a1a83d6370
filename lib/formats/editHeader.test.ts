import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { applyCommand, type DocumentCommand } from "../notebook/commands.ts";
import type { NotebookDocument, RunMode } from "../notebook/document.ts";
import { isBeyondReach, readyToRead } from "./frontMatter.ts";
import { fullYaml, giveFullYaml } from "./fullYaml.ts";
import { parseNotebook } from "./parseNotebook.ts";
import { printNotebook } from "./printNotebook.ts";
import { yamlMatter } from "./yamlMatter.ts";

/** The text of a file after edits. */
function edit(text: string, ...commands: (() => DocumentCommand)[]): string {
  const edited = commands.reduce<NotebookDocument>(
    (document, command) => applyCommand(document, command()).document,
    parseNotebook(text),
  );
  return printNotebook(edited);
}

describe("an edit of the front matter", () => {
  const file = `---
# Kept by hand.
eider: 1
tags: [a,  b]   # spaced
title: Old # the title
sources:
  # From the shop.
  events:   file:events.csv # as sent
  orders:
    location: file:orders.csv
    note: mine
    size: 3
  vendors: { location: "file:v.csv",  format: csv }
theme: 'dark'
---

text
`;
  const title = (text: string) => () => ({ type: "setTitle", title: text }) as const;
  const entry = (name: string, location: string, size?: number) => () =>
    ({ type: "setSourceEntry", name, entry: { location, ...(size === undefined ? {} : { size }) } }) as const;
  const drop = (name: string) => () => ({ type: "removeSourceEntry", name }) as const;

  it("changes the title's line only", () => {
    expect(edit(file, title("New"))).toBe(file.replace("Old", "New"));
    expect(edit(file, title("a: b"))).toBe(file.replace("Old", '"a: b"'));
    expect(edit(file, title(""))).toBe(file.replace("Old", '""'));
    expect(edit(file.replaceAll("\n", "\r\n"), title("New"))).toBe(
      file.replace("Old", "New").replaceAll("\n", "\r\n"),
    );
  });

  it("says and takes back that edits run what they change, on a line of its own", () => {
    const mode = (mode: RunMode) => () => ({ type: "setRunMode", mode }) as const;
    const automatic = file.replace("# the title\n", "# the title\nrun: automatic\n");
    expect(edit(file, mode("automatic"))).toBe(automatic);
    expect(parseNotebook(automatic).run).toBe("automatic");
    expect(edit(automatic, mode("lazy"))).toBe(file);
    expect(edit(file, mode("automatic"), mode("lazy"))).toBe(file);
    expect(edit(automatic, title("New"))).toBe(automatic.replace("Old", "New"));
    expect(edit("select\n", mode("automatic"))).toBe("---\neider: 1\nrun: automatic\n---\n\nselect\n");
    expect(edit("---\neider: 1\n---\na\n", mode("automatic"))).toBe(
      "---\neider: 1\nrun: automatic\n---\na\n",
    );
    expect(edit("---\n{ eider: 1 }\n---\na\n", mode("automatic"))).toContain("run: automatic");
  });

  it("keeps a mode that it does not know, which counts as lazy, until another is chosen", () => {
    const weekly = "---\neider: 1\nrun: weekly # on Mondays\n---\na\n";
    expect(parseNotebook(weekly).run).toBeUndefined();
    expect(edit(weekly, title("New"))).toBe(weekly.replace("eider: 1\n", "eider: 1\ntitle: New\n"));
    expect(edit(weekly, () => ({ type: "setRunMode", mode: "automatic" }))).toBe(
      weekly.replace("weekly", "automatic"),
    );
  });

  it("says, changes and takes back a time zone, on a line of its own behind the mode", () => {
    const zone = (timezone?: string) => () => ({ type: "setTimezone", timezone }) as const;
    const berlin = file.replace("# the title\n", "# the title\ntimezone: Europe/Berlin\n");
    expect(edit(file, zone("Europe/Berlin"))).toBe(berlin);
    expect(parseNotebook(berlin).timezone).toBe("Europe/Berlin");
    expect(edit(berlin, zone())).toBe(file);
    expect(edit(berlin, zone("Asia/Kolkata"))).toBe(berlin.replace("Europe/Berlin", "Asia/Kolkata"));
    expect(edit(berlin, title("New"))).toBe(berlin.replace("Old", "New"));
    expect(edit("---\neider: 1\nrun: automatic\nx: 1\n---\n", zone("Europe/Berlin"))).toBe(
      "---\neider: 1\nrun: automatic\ntimezone: Europe/Berlin\nx: 1\n---\n",
    );
    expect(edit("select\n", zone("UTC"))).toBe("---\neider: 1\ntimezone: UTC\n---\n\nselect\n");
    expect(parseNotebook(edit("---\n{ eider: 1 }\n---\na\n", zone("Etc/GMT+5"))).timezone).toBe("Etc/GMT+5");
  });

  it("keeps a zone that it does not know, and what is no name of a zone", () => {
    const mars = "---\neider: 1\ntimezone: Mars/Olympus # far\n---\na\n";
    expect(parseNotebook(mars).timezone).toBe("Mars/Olympus");
    expect(edit(mars, title("New"))).toBe(mars.replace("eider: 1\n", "eider: 1\ntitle: New\n"));
    const list = mars.replace("Mars/Olympus # far", "[1, 2]");
    expect(parseNotebook(list).timezone).toBeUndefined();
    expect(edit(list, title("New"))).toContain("timezone: [1, 2]\n");
  });

  it("changes a source's lines only", () => {
    expect(edit(file, entry("events", "s3://b/e"))).toBe(file.replace("file:events.csv", "s3://b/e"));
    expect(edit(file, entry("orders", "file:orders.csv", 4))).toBe(
      file.replace(
        "location: file:orders.csv\n    note: mine\n    size: 3",
        "note: mine\n    location: file:orders.csv\n    size: 4",
      ),
    );
    expect(edit(file, entry("vendors", "file:w.csv"))).toBe(
      file.replace('{ location: "file:v.csv",  format: csv }', "file:w.csv"),
    );
  });

  it("adds and removes sources, each with its own line", () => {
    expect(edit(file, entry("new", "file:n.csv", 9))).toBe(
      file.replace("format: csv }\n", "format: csv }\n  new: { location: file:n.csv, size: 9 }\n"),
    );
    expect(edit(file, drop("events"))).toBe(file.replace("  events:   file:events.csv # as sent\n", ""));
    const without = file.replace(/ {2}orders:\n(?: {4}.*\n)+/, "");
    expect(edit(file, drop("orders"))).toBe(without);
    const none = edit(file, drop("orders"), drop("events"), drop("vendors"));
    expect(none).not.toContain("sources");
    expect(none).toContain("tags: [a,  b]   # spaced\ntitle: Old # the title\n");
  });

  it("adds a title and sources to front matter that has none", () => {
    expect(edit("---\neider: 1 # v\ntheme: dark\n---\n", title("T"), entry("a", "file:a"))).toBe(
      "---\neider: 1 # v\ntitle: T\ntheme: dark\nsources:\n  a: file:a\n---\n",
    );
    expect(edit("---\n# nothing\n---\n", title("T"))).toBe("---\n# nothing\ntitle: T\n---\n");
    expect(edit("---\ntitle:\nsources:\n---\n", title("T"), entry("a", "x"))).toBe(
      "---\ntitle: T\nsources:\n  a: x\n---\n",
    );
  });

  it("gives front matter to a file that has none", () => {
    expect(edit("\uFEFFtext\n", title("T"))).toBe("\uFEFF---\neider: 1\ntitle: T\n---\n\ntext\n");
    expect(edit("\n\ntext\n", entry("a", "file:a b"))).toBe(
      "---\neider: 1\nsources:\n  a: file:a b\n---\n\n\ntext\n",
    );
  });

  it("keeps the content where YAML is written in a way that lines cannot be edited", () => {
    const odd = "---\n{eider: 1, theme: dark, sources: {a: {location: x, note: mine}}}\n---\n";
    const text = edit(odd, title("T"), entry("b", "y"));
    expect(text).toContain("theme: dark");
    expect(text).toContain("note: mine");
    expect(parseNotebook(text)).toMatchObject({
      title: "T",
      sources: { a: { location: "x" }, b: { location: "y" } },
    });
  });

  it("keeps any title and location exactly", () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.constantFrom("yes", "1.0", "~", "null", "- a", "#x"),
    );
    fc.assert(
      fc.property(
        value,
        value,
        fc.constantFrom(file, "", "---\ntitle: |\n  a\n  b\nx: 1\n---\n", "---\nrun: automatic\n---\n"),
        fc.constantFrom<RunMode>("lazy", "automatic"),
        (text, location, base, mode) => {
          fc.pre(location !== "");
          const titled = applyCommand(parseNotebook(base), { type: "setTitle", title: text }).document;
          const wanted = applyCommand(applyCommand(titled, { type: "setRunMode", mode }).document, {
            type: "setSourceEntry",
            name: "a b: c",
            entry: { location, options: { deep: [location, null, 1.5] } },
          }).document;
          const zoned = applyCommand(wanted, { type: "setTimezone", timezone: text.trim() || undefined });
          expect(parseNotebook(printNotebook(zoned.document)).sources).toEqual(wanted.sources);
          const read = parseNotebook(printNotebook(wanted));
          expect(read.title).toBe(wanted.title);
          expect(read.sources).toEqual(wanted.sources);
          expect(read.run).toBe(wanted.run);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("an edit where YAML is not at hand", () => {
  afterEach(() => giveFullYaml(yamlMatter));

  const front = `---
eider: 1
title: Tea
sources:
  a: file:a.csv
  b: { location: "file:b, c.csv", size: 3, note: mine }
  c:
    location: file:c.csv
    note: mine
theme: 'dark'
---

text
`;
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.constantFrom("1.0", "~", "- a", "a,b"),
  );
  const location = text.filter((given) => given !== "");
  const anyEdit = fc.oneof(
    text.map((title): DocumentCommand => ({ type: "setTitle", title })),
    fc
      .tuple(
        fc.oneof(fc.constantFrom("a", "b", "c", "d"), location),
        location,
        fc.option(fc.nat(), { nil: undefined }),
      )
      .map(
        ([name, place, size]): DocumentCommand => ({
          type: "setSourceEntry",
          name,
          entry: {
            location: place,
            ...(size === undefined ? {} : { size, options: { deep: [place, size / 7] } }),
          },
        }),
      ),
    fc.constantFrom("a", "b", "c").map((name): DocumentCommand => ({ type: "removeSourceEntry", name })),
  );

  it("gives the very same text as with it", () => {
    fc.assert(
      fc.property(
        fc.array(anyEdit, { maxLength: 5 }),
        fc.constantFrom(
          front,
          front.replaceAll("\n", "\r\n"),
          "",
          "text\n",
          "---\n---\n",
          "---\ntitle:\nsources:\n---\n",
        ),
        (edits, base) => {
          const all = edits.map((command) => () => command);
          giveFullYaml(null);
          const without = edit(base, ...all);
          giveFullYaml(yamlMatter);
          expect(without).toBe(edit(base, ...all));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("keeps everything even where the lines cannot be edited", () => {
    giveFullYaml(null);
    const long = "k".repeat(1100);
    const edited = edit(front, () => ({ type: "setSourceEntry", name: long, entry: { location: "x" } }));
    giveFullYaml(yamlMatter);
    expect(parseNotebook(edited)).toMatchObject({
      title: "Tea",
      sources: { a: { location: "file:a.csv" }, b: { size: 3 }, [long]: { location: "x" } },
    });
    expect(edited).toContain("theme: dark");
    expect(edited.match(/note: mine/g)).toHaveLength(2);
  });

  it("writes a list between two rules of prose so that it stays prose", () => {
    giveFullYaml(null);
    const document = parseNotebook("text\n");
    const prose = "---\n- a\n---";
    const typed = document.cells.map(({ id }): DocumentCommand => ({ type: "setSource", id, source: prose }));
    const printed = typed.reduce((before, command) => applyCommand(before, command).document, document);
    const text = printNotebook(printed);
    giveFullYaml(yamlMatter);
    expect(text).toBe("---\neider: 1\n---\n\n---\n- a\n---\n");
    expect(parseNotebook(text).cells.map(({ source }) => source)).toEqual([prose]);
  });

  it("is waited for only by front matter that needs it", async () => {
    giveFullYaml(null);
    await readyToRead(front);
    expect(fullYaml()).toBeNull();
    const commented = "---\n# by hand\ntitle: T\n---\n";
    expect(isBeyondReach(commented)).toBe(true);
    expect(() => parseNotebook(commented)).toThrow("readyToRead");
    await readyToRead(commented);
    expect(parseNotebook(commented).title).toBe("T");
  });
});
