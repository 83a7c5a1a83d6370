import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeBytes } from "../ingest/fingerprint.ts";
import type { SourceEntry } from "../notebook/document.ts";
import { isSameFile, type SeenFile } from "./isSameFile.ts";
import { matchFiles, type WantedSource } from "./matchFiles.ts";

const source = (relation: string, entry: Partial<SourceEntry> = {}): WantedSource => ({
  relation,
  entry: { location: `file:${relation}.csv`, ...entry },
});
const file = (name: string, size: number, print: string | null = `s1:${size}`): SeenFile => ({
  name,
  size,
  fingerprint: print,
});
const users = source("users", { size: 5, fingerprint: "s1:5" });

describe("which file a missing source takes", () => {
  it("the very file before another of its name, and under any name", () => {
    const { matches, unused } = matchFiles([users], [file("users.csv", 9), file("copy of users.csv", 5)]);
    expect(matches).toEqual([{ relation: "users", file: 1, fits: true }]);
    expect(unused).toEqual([0]);
  });

  it("of two copies of it, the one with its name", () => {
    const { matches } = matchFiles([users], [file("x.csv", 5), file("users.csv", 5)]);
    expect(matches).toEqual([{ relation: "users", file: 1, fits: true }]);
  });

  it("one of its name with other content or size does not fit by itself", () => {
    const changed = { matches: [{ relation: "users", file: 0, fits: false }], unused: [] };
    expect(matchFiles([users], [file("users.csv", 6)])).toEqual(changed);
    expect(matchFiles([users], [file("users.csv", 5, "s1:other")])).toEqual(changed);
    expect(matchFiles([source("users", { size: 5 })], [file("users.csv", 6)])).toEqual(changed);
  });

  it("a name is enough where the notebook says nothing else, in either spelling and in any folder", () => {
    for (const location of ["file:Users.csv", "data/USERS.csv", "s3://bucket/2024/users.csv"]) {
      const { matches } = matchFiles([source("users", { location })], [file("users.csv", 6)]);
      expect(matches, location).toEqual([{ relation: "users", file: 0, fits: true }]);
    }
  });

  it("names that differ only by case go each to its own", () => {
    const upper = source("upper", { location: "file:A.csv" });
    const lower = source("lower", { location: "file:a.csv" });
    const { matches } = matchFiles([lower, upper], [file("A.csv", 1), file("a.csv", 2)]);
    expect(matches.map(({ relation, file: at }) => [relation, at])).toEqual([
      ["lower", 1],
      ["upper", 0],
    ]);
  });

  it("one file serves all sources that know it", () => {
    const twice = source("users_2", { ...users.entry });
    const { matches, unused } = matchFiles([users, twice], [file("users.csv", 5)]);
    expect(matches.map(({ relation, fits }) => [relation, fits])).toEqual([
      ["users", true],
      ["users_2", true],
    ]);
    expect(unused).toEqual([]);
  });

  it("a file of another kind that would make its relation is proposed, and so is the last one for the last source", () => {
    expect(matchFiles([users], [file("Users.parquet", 7)]).matches).toMatchObject([{ fits: false }]);
    expect(matchFiles([users], [file("people.csv", 7)]).matches).toMatchObject([{ file: 0, fits: false }]);
    expect(matchFiles([users], [file("people.csv", 7), file("x.csv", 8)])).toEqual({
      matches: [],
      unused: [0, 1],
    });
    expect(matchFiles([users, source("y", { size: 1 })], [file("people.csv", 7)]).matches).toEqual([]);
  });

  it("a fingerprint made in a way that is not known here says nothing", () => {
    const later = source("users", { size: 5, fingerprint: "s9:zz" });
    expect(matchFiles([later], [file("users.csv", 5)]).matches).toMatchObject([{ fits: true }]);
    expect(matchFiles([later], [file("users.csv", 6)]).matches).toMatchObject([{ fits: false }]);
  });

  it("where nothing can be hashed, name and size decide", () => {
    expect(matchFiles([users], [file("users.csv", 5, null)]).matches).toMatchObject([{ fits: true }]);
    expect(matchFiles([users, source("y")], [file("x.csv", 5, null)]).matches).toEqual([]);
  });

  it("a source takes one file at most, every file is used or named as unused, and what fits is the same file", () => {
    const name = fc.constantFrom("a", "b", "A", "c");
    const size = fc.nat(3);
    const wanted = fc.uniqueArray(fc.record({ relation: name, location: name, size, known: fc.boolean() }), {
      selector: ({ relation }) => relation,
    });
    fc.assert(
      fc.property(wanted, fc.array(fc.record({ name, size })), (sources, given) => {
        const asked = sources.map(({ relation, location, size: bytes, known }) =>
          source(relation, {
            location: `file:${location}.csv`,
            size: bytes,
            ...(known ? { fingerprint: `s1:${bytes}` } : {}),
          }),
        );
        const files = given.map((one) => file(`${one.name}.csv`, one.size));
        const { matches, unused } = matchFiles(asked, files);
        expect(new Set(matches.map(({ relation }) => relation)).size).toBe(matches.length);
        const used = new Set(matches.map((match) => match.file));
        expect(new Set([...used, ...unused])).toEqual(new Set(files.keys()));
        expect(unused.filter((at) => used.has(at))).toEqual([]);
        for (const match of matches.filter(({ fits }) => fits)) {
          const entry = asked.find(({ relation }) => relation === match.relation)?.entry;
          const seen = files[match.file];
          expect(entry && seen && isSameFile(entry, seen)).toBe(true);
        }
      }),
    );
  });
});

describe("whether a file is the same", () => {
  const dates = { before: 1, now: 2 };

  it("a newer date counts only where the fingerprint does not cover every byte", () => {
    const of = (size: number) => ({ location: "file:a", size, fingerprint: `s1:${size}` });
    expect(isSameFile(of(wholeBytes), file("a", wholeBytes), dates)).toBe(true);
    expect(isSameFile(of(wholeBytes + 1), file("a", wholeBytes + 1), dates)).toBe(false);
    expect(isSameFile(of(wholeBytes + 1), file("a", wholeBytes + 1), { before: 2, now: 2 })).toBe(true);
    expect(isSameFile(of(wholeBytes + 1), file("a", wholeBytes + 1))).toBe(true);
  });
});
