import { describe, expect, it } from "vitest";
import { type ProfileExport, profileCsv, profileJson, profileMarkdown } from "./exportProfile.ts";

const given: ProfileExport = {
  relation: "odd | name",
  rows: 4,
  columns: [
    {
      name: 'a "quoted", name',
      type: "DOUBLE",
      profile: {
        name: 'a "quoted", name',
        type: "DOUBLE",
        family: "float",
        rows: 4,
        nulls: 1,
        min: "0.1",
        max: "3",
        nan: 0,
        infinite: 0,
        picture: { kind: "none" },
      },
      details: {
        distinct: { count: 3, isExact: false },
        mean: "1.5",
        std: 1.2,
        quartiles: { values: ["0.5", "1", "2"], isExact: true },
        text: null,
        lengths: null,
        time: null,
        fields: null,
      },
      hints: [
        {
          rule: "outliers",
          column: "a",
          tone: "info",
          title: "Far *out*",
          rows: 1,
          isSampled: true,
          where: (relation) => `a > 2 -- ${relation}`,
          filter: null,
          mend: null,
        },
      ],
      problem: null,
    },
    { name: "later", type: "BLOB", profile: null, details: null, hints: null, problem: "out of memory" },
  ],
};

describe("a profile as a file", () => {
  it("is JSON with the SQL of its hints", () => {
    const read: unknown = JSON.parse(profileJson(given));
    expect(read).toMatchObject({
      relation: "odd | name",
      columns: [
        {
          position: 1,
          nulls: 1,
          distinct: { count: 3, isExact: false },
          hints: [{ rule: "outliers", where: "a > 2 -- odd | name", mend: null }],
        },
        { position: 2, problem: "out of memory", hints: [] },
      ],
    });
  });

  it("is CSV with one line a column, quoted where it has to be, and nothing where nothing is known", () => {
    const [head, first, second] = profileCsv(given).split("\r\n");
    expect(head?.split(",").length).toBe(22);
    expect(first).toBe(
      '1,"a ""quoted"", name",DOUBLE,4,1,3,false,0.1,3,1.5,1.2,0.5,1,2,true,0,0,,,,Far *out*,',
    );
    expect(second).toBe("2,later,BLOB,,,,,,,,,,,,,,,,,,,out of memory");
  });

  it("is Markdown whose cells hold whatever is in the data", () => {
    const text = profileMarkdown(given);
    expect(text).toContain("# Profile of odd \\| name");
    expect(text).toContain('| a "quoted", name | double | 1 (25 %) | ≈ 3 | 0.1 | 3 | 3 values, 1 null |');
    expect(text).toContain('- **a "quoted", name**: Far \\*out\\* (≈ 1 row in a sample)');
  });
});
