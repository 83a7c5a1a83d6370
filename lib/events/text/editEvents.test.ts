import { describe, expect, it } from "vitest";
import { withAnalysis, withChoice } from "./editEvents.ts";
import { readEvents } from "./readEvents.ts";

const text = `# Clicks of the shop
entity: user_id   # the account
sessions:
  gap: 30 minutes # as agreed
  midnight: true
`;

describe("a choice written into a cell's text", () => {
  it("leaves comments and the order of keys", () => {
    const changed = withChoice(text, ["sessions", "gap"], "1 hour");
    expect(changed).toContain("gap: 1 hour # as agreed");
    expect(changed.replace("1 hour", "30 minutes").replace(/ +#/g, " #")).toBe(text.replace(/ +#/g, " #"));
    expect(withChoice(text, ["time"], "ts")).toContain("\ntime: ts");
  });

  it("goes with what stood around it alone", () => {
    expect(withChoice("group:\n  rows: [a]\n", ["group", "rows"], null)).toBe("group: {}\n");
    expect(readEvents(withChoice(text, ["entity"], null)).entity).toBeUndefined();
  });

  it("makes a list of what was one, a map of what was nothing", () => {
    expect(readEvents(withChoice("group: { rows: a }", ["group", "rows", 1], "b")).analysis).toMatchObject({
      of: { rows: [{ column: "a" }, { column: "b" }] },
    });
    expect(readEvents(withChoice("group:", ["group", "measures", 0], { sum: "x" })).analysis).toMatchObject({
      of: { measures: [{ fn: "sum", of: "x" }] },
    });
    const alone = "group:\n  measures: { sum: x }";
    expect(readEvents(withChoice(alone, ["group", "measures", 0], null)).analysis.of).toEqual({});
  });

  it("quotes what would mean something else, and reads back as it was given", () => {
    for (const value of ["it's: so", "# no comment", "true", "- x", "{a}", "", "é\n", "007", "*x"]) {
      const changed = withChoice("funnel:", ["funnel", "steps"], [value, "b"]);
      expect(readEvents(changed).analysis).toMatchObject({ of: { steps: [{ name: value }, { name: "b" }] } });
    }
  });

  it("puts another analysis into the place of one, and keeps all else", () => {
    const changed = withAnalysis(text, "sessions", "retention");
    expect(readEvents(changed)).toMatchObject({ entity: "user_id", analysis: { kind: "retention", of: {} } });
    expect(changed).toContain("# the account");
    expect(withAnalysis("", "sessions", "group")).toBe("group:");
  });

  it("does not touch a text that is no YAML", () => {
    expect(withChoice("sessions: [", ["time"], "ts")).toBe("sessions: [");
  });
});
