import { expect, it } from "vitest";
import { headersFor } from "../../bin/headers.mjs";
import { missingWalls } from "./missingWalls.ts";

const policyOf = (path: string) => headersFor(path, ["'sha256-AAAA'"])["Content-Security-Policy"] ?? null;
const whole = {
  page: policyOf("/"),
  sandbox: policyOf("/sandbox/"),
  output: policyOf("/output/"),
  engine: policyOf("/engine/engine-A.js"),
};

it("all walls stand with the headers that the app is built with", () => {
  expect(missingWalls(whole)).toEqual([]);
});

it("a host that sends no headers has no walls", () => {
  const none = { page: null, sandbox: null, output: null, engine: null };
  expect(missingWalls(none)).toEqual(["page", "sandbox", "output", "engine"]);
});

it("a frame that would share the app's origin, or a policy that lets connections through, is no wall", () => {
  const sandbox = (whole.sandbox ?? "").replace(
    "sandbox allow-scripts",
    "sandbox allow-scripts allow-same-origin",
  );
  expect(missingWalls({ ...whole, sandbox })).toEqual(["sandbox"]);
  const engine = (whole.engine ?? "").replace("connect-src 'self'", "connect-src *");
  expect(missingWalls({ ...whole, engine })).toEqual(["engine"]);
});

it("a policy that a host adds to the app's own takes nothing away", () => {
  expect(missingWalls({ ...whole, page: `upgrade-insecure-requests, ${whole.page}` })).toEqual([]);
});
