import { describe, expect, test } from "vitest";
import { type SniffHints, sniffStructure } from "./sniffStructure.ts";

const sniff = (text: string, hints: Partial<SniffHints> = {}) =>
  sniffStructure(text, { isWhole: true, ...hints });
const first = (text: string, hints: Partial<SniffHints> = {}) => {
  const [region] = sniff(text, hints).tables;
  if (!region) throw new Error("there is always a table");
  return region;
};
const rows = (line: (index: number) => string, count = 20) =>
  `${Array.from({ length: count }, (_, index) => line(index)).join("\n")}\n`;
const cities = ["Rome", "Oslo", "Bern", "Lima", "Kyiv"];
const city = (index: number) => cities[index % 5] ?? "";

describe("the delimiter", () => {
  test.each([",", ";", "\t", "|", "||", "::", "^", "~", "\u0001", "¦", "|#|", ", "])(
    "%j is found",
    (delimiter) => {
      const text = rows((i) => [i, city(i), `2024-01-${10 + i}`, i * 1.5, "some words"].join(delimiter));
      const { dialect, tables } = sniff(text);
      expect(dialect.delimiter).toBe(delimiter);
      expect(tables[0]?.names).toHaveLength(5);
    },
  );

  test("may be runs of spaces under columns that line up", () => {
    const text = `name    count  share\n${rows((i) => `${city(i).padEnd(8)}${String(i).padStart(5)}  ${i / 10}`)}`;
    const { dialect, tables } = sniff(text);
    expect(dialect).toMatchObject({ delimiter: " ", collapse: true });
    expect(tables[0]?.names).toEqual(["name", "count", "share"]);
  });

  test("is a semicolon where commas stand in numbers, and a comma where semicolons stand in text", () => {
    expect(sniff(`a;b;c\n${rows((i) => `${i};${i},5;${i},25`)}`).dialect.delimiter).toBe(";");
    expect(sniff(`a,b\n${rows((i) => `${i},one; two; three`)}`).dialect.delimiter).toBe(",");
  });

  test.each([
    ["times", rows((i) => `10:${10 + i}:00`)],
    ["a name and times", `time\n${rows((i) => `10:${10 + i}:00`)}`],
    ["prose", rows((i) => `It was the ${city(i)} of times and the ${i % 3 === 0 ? "very best" : "worst"}`)],
    ["words", rows(city)],
    ["links", rows((i) => `https://example.com/a/${i}?b=${i}`)],
  ])("is none in lines of %s", (_, text) => {
    expect(first(text).names).toHaveLength(1);
  });

  test("is what it is told to be", () => {
    const { dialect } = sniff(
      rows((i) => `${i},${i};${i},${i}`),
      { delimiter: ";" },
    );
    expect(dialect.delimiter).toBe(";");
  });
});

describe("quotes and escapes", () => {
  test("are found: double, single, typographic, none", () => {
    expect(sniff(rows((i) => `${i},"a, ${city(i)}",x`)).dialect.quote).toBe('"');
    expect(sniff(rows((i) => `${i},'a, ${city(i)}',x`)).dialect.quote).toBe("'");
    expect(sniff(rows((i) => `${i},“a, ${city(i)}”,x`)).dialect.quote).toBe("“");
    expect(sniff(rows((i) => `${i};${city(i)}'s;x`)).dialect.quote).toBe('"');
  });

  test("a backslash escapes only where it stands before quotes or delimiters", () => {
    expect(sniff(rows((i) => `${i},"a \\"${city(i)}\\", b",x`)).dialect.escape).toBe("\\");
    expect(sniff(rows((i) => `${i},"C:\\dir\\${city(i)}",x`)).dialect.escape).toBe("");
  });
});

describe("the header", () => {
  test("is one row of text over numbers or dates", () => {
    expect(first(`id,city\n${rows((i) => `${i},${city(i)}`)}`)).toMatchObject({
      headerRows: 1,
      names: ["id", "city"],
    });
  });

  test("is none where the first row is like the others", () => {
    expect(first(rows((i) => `${i},${city(i)}`))).toMatchObject({
      headerRows: 0,
      names: ["column0", "column1"],
    });
    expect(first(rows((i) => `${city(i)},${city(i + 1)}`))).toMatchObject({ headerRows: 0 });
  });

  test("may be all text over text", () => {
    expect(first(`name,town\n${rows((i) => `p${"abcdefghijklmnopqrst"[i]},${city(i)}`)}`).headerRows).toBe(1);
  });

  test("may be years", () => {
    const text = `country,2019,2020,2021\n${rows((i) => `${city(i)},${i},${i * 7},${i * 3}`)}`;
    expect(first(text).names).toEqual(["country", "2019", "2020", "2021"]);
  });

  test("of several rows is joined, a name above several columns with each", () => {
    const text = `,Sales,,Costs,\nShop,2019,plan,2019,plan\n${rows((i) => `${city(i)},${i},${i},${i},${i}`)}`;
    expect(first(text).names).toEqual(["Shop", "Sales 2019", "Sales plan", "Costs 2019", "Costs plan"]);
  });

  test("is not two rows because a first value is missing", () => {
    const text = `id,value,more\n1,n/a,NA\n${rows((i) => `${i},${i},${i}`)}`;
    expect(first(text).headerRows).toBe(1);
  });

  test("gives different names, whatever their case", () => {
    expect(first(`a,A,,a\n${rows((i) => `${i},${i},${i},${i}`)}`).names).toEqual([
      "a",
      "A_1",
      "column2",
      "a_2",
    ]);
  });

  test("may lack the name of the first column, as R writes it", () => {
    const text = `"x","y"\n${rows((i) => `"row ${"abcdefghijklmnopqrst"[i]}",${i},${i}`)}`;
    expect(first(text).names).toEqual(["column0", "x", "y"]);
  });

  test("may be written with another delimiter, or one too many", () => {
    const body = rows((i) => `${i},${city(i)},2024-01-${10 + i},${i}`);
    expect(first(`id;city;day;n\n${body}`).names).toEqual(["id", "city", "day", "n"]);
    expect(first(`id,,city,day,n\n${body}`).names).toEqual(["id", "city", "day", "n"]);
  });

  test("is as many rows as told", () => {
    expect(first(`id,city\n${rows((i) => `${i},${city(i)}`)}`, { headerRows: 0 }).headerRows).toBe(0);
    expect(
      first(`x\ny\nid,city\n${rows((i) => `${i},${city(i)}`)}`, { skipLines: 2, headerRows: 1 }),
    ).toMatchObject({
      headerLine: 3,
      names: ["id", "city"],
    });
  });
});

describe("what is around the table", () => {
  test("titles, key and value lines, and empty lines come before it", () => {
    const body = `id,city,n\n${rows((i) => `${i},${city(i)},${i}`)}`;
    expect(first(`Sales report\nMade: 2024-01-01\n\n${body}`)).toMatchObject({
      headerLine: 4,
      names: ["id", "city", "n"],
    });
    expect(first(`Sales report,,\n,,\n${body}`)).toMatchObject({ headerLine: 3, skipsEmpty: true });
  });

  test("comments are known by a mark that no row begins with", () => {
    const text = `# made by x\nid,city,n\n1,Rome,1\n# a remark\n${rows((i) => `${i},${city(i)},${i}`)}`;
    expect(sniff(text).dialect.comment).toBe("#");
    expect(sniff(`colour,n\n${rows((i) => `#fff${i},${i}`)}`).dialect.comment).toBe("");
    expect(first(`# energy,n\n${rows((i) => `${i},${i}`)}`).names).toEqual(["# energy", "n"]);
  });

  test("other tables are told with their lines and can be chosen", () => {
    const text = `id,city\n${rows((i) => `${i},${city(i)}`)}\nPeople\nname,age,town\n${rows((i) => `p,${i},${city(i)}`)}`;
    const { tables, notes } = sniff(text);
    expect(tables.map(({ headerLine, names }) => [headerLine, names.length])).toEqual([
      [1, 2],
      [24, 3],
    ]);
    expect(notes[0]).toContain("table 2 from line 24");
    expect(sniff(text, { table: 1 }).table).toBe(1);
  });

  test("a first table is kept whatever follows it: narrower below a gap, or wider without one", () => {
    const wide = `id,city,day,what\n${rows((i) => `${i},${city(i)},2024-01-${10 + i},"a, b"`)}`;
    const narrow = `name,n\n${rows((i) => `p,${i}`, 40)}`;
    expect(first(`${wide}\n${narrow}`)).toMatchObject({
      headerLine: 1,
      names: ["id", "city", "day", "what"],
    });
    const wider = `id,city,day,what,more\n${rows((i) => `${i},${city(i)},2024-01-${10 + i},"a, b",${i}`, 40)}`;
    expect(sniff(wide + wider).tables.map(({ names }) => names.length)).toEqual([4, 5]);
  });

  test("a table whose first row comes again among its rows is one table", () => {
    expect(sniff(rows((i) => `${city(i)},${city(i)}`)).tables).toHaveLength(1);
  });
});

test("line ends are told, mixed ones too", () => {
  expect(sniff("a,b\r\n1,2\r\n").lineEnd).toBe("crlf");
  expect(sniff("a,b\r1,2\r3,4\r").lineEnd).toBe("cr");
  expect(sniff("a,b\n1,2\r\n3,4\n").lineEnd).toBe("mixed");
  expect(first("a,b\r1,2\r3,4\r").names).toEqual(["a", "b"]);
});
