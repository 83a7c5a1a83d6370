import { describe, expect, it } from "vitest";
import { failedReceipt } from "../engine/failedReceipt.ts";
import type { SourceView } from "../store/state.ts";
import { absentSource } from "./absentSource.ts";

const source = (status: SourceView["status"], more: Partial<SourceView> = {}): SourceView => ({
  id: 1,
  file: "users.csv",
  relation: "users",
  status,
  columns: [],
  receipt: null,
  progress: null,
  ...more,
});

describe("a source that is not there", () => {
  it("is none where the cell reads something else, or the source is ready", () => {
    expect(absentSource(["orders"], [source("failed")])).toBeNull();
    expect(absentSource(["users"], [source("ready")])).toBeNull();
  });

  it("is found without case and by its full name", () => {
    expect(absentSource(["USERS"], [source("missing")])?.message).toContain('"users"');
    expect(absentSource(["main.users"], [source("missing")])?.message).toContain('"users"');
  });

  it("that failed to load says why and what to do", () => {
    const receipt = failedReceipt("users.csv", "users", 10, "it is a ZIP archive");
    expect(absentSource(["users"], [source("failed", { receipt })])).toEqual({
      code: "file",
      message: '"users" could not be loaded: it is a ZIP archive',
      hint: "Add users.csv again, or remove the source.",
    });
  });

  it("that is still being loaded is waited for", () => {
    expect(absentSource(["users"], [source("loading")])?.message).toContain("still being loaded");
  });

  it("at an address asks for a file that would take its place", () => {
    const away = source("missing", { file: "https://example.org/users.csv" });
    expect(absentSource(["users"], [away])?.hint).toBe(
      'Add its data as a file whose name begins with "users.".',
    );
  });
});
