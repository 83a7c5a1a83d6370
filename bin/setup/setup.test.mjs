import { expect, test } from "vitest";
import { nodeProblem } from "./checkNode.mjs";
import { findProgram } from "./findProgram.mjs";
import { installProblem } from "./installPackages.mjs";

test("Node from 20.19 on will do, an older one is told what to get", () => {
  for (const version of ["20.19.0", "20.20.2", "22.1.0", "26.0.0"]) expect(nodeProblem(version)).toBeNull();
  for (const version of ["18.20.0", "20.18.3", "16.0.0"]) expect(nodeProblem(version)).toContain("20.19");
});

test("packages are as the lockfile says, or the first that is not is named", () => {
  const wanted = { "": {}, "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } };
  const installed = { "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "2.0.0" } };
  expect(installProblem(wanted, installed)).toBeNull();
  expect(installProblem(wanted, null)).toBe("nothing is installed");
  expect(installProblem(wanted, { "node_modules/a": { version: "1.0.0" } })).toBe(
    "node_modules/b is missing",
  );
  expect(installProblem(wanted, { ...installed, "node_modules/b": { version: "1.9.0" } })).toContain(
    "not 2.0.0",
  );
});

test("a package for another platform may be absent", () => {
  const wanted = {
    "node_modules/c": { version: "1.0.0", optional: true },
    "node_modules/d": { version: "1.0.0", os: ["x"] },
  };
  expect(installProblem(wanted, {})).toBeNull();
});

test("a program is found by its path or on the PATH, and not where it is absent", () => {
  expect(findProgram([process.execPath])).toBe(process.execPath);
  expect(findProgram(["no-such-program-of-eider"])).toBeNull();
});
