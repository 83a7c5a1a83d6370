import type { EngineError } from "../engine/protocol.ts";

/** A package that a cell imports: `npm:` and name, exact version and a path inside it, "" for its main module. */
export interface PackageName {
  name: string;
  version: string;
  path: string;
}

const example = "npm:lodash-es@4.17.21";
const namePattern = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
const exactVersion =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const pathPattern = /^(?:[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*)(?:\/[A-Za-z0-9_~+-][A-Za-z0-9._~+-]*)*$/;

/** Takes an import's text apart, or says in words what is wrong with it. */
export function parsePackageName(
  text: string,
): { ok: true; value: PackageName } | { ok: false; error: Pick<EngineError, "message" | "hint"> } {
  const refuse = (message: string, hint: string) => ({ ok: false as const, error: { message, hint } });
  if (!text.startsWith("npm:")) {
    const what = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(text)
      ? "Cells import no addresses."
      : "Cells import nothing by that name.";
    return refuse(
      `${what} "${text}" cannot be imported.`,
      `Packages are imported by name and exact version: "${example}".`,
    );
  }
  const [, name = "", version = "", path] =
    /^((?:@[^/@]*\/)?[^/@]*)(?:@([^/]*))?(?:\/(.*))?$/s.exec(text.slice(4)) ?? [];
  if (!namePattern.test(name) || name.length > 214)
    return refuse(
      `"${text}" names no package.`,
      `Write npm:, the package's name and its exact version: "${example}".`,
    );
  if (version === "")
    return refuse(`"${text}" names no version.`, `Write the exact version after an @: "npm:${name}@1.2.3".`);
  if (!exactVersion.test(version))
    return refuse(
      `"${text}" names no exact version: "${version}" may be another one tomorrow.`,
      `Write all three numbers: "npm:${name}@1.2.3".`,
    );
  if (path !== undefined && !pathPattern.test(path))
    return refuse(
      `"${text}" names no file of the package.`,
      "Write plain names of folders and a file after the version.",
    );
  return { ok: true, value: { name, version, path: path ?? "" } };
}

/** The packages that a cell's text seems to import, in order: what a notebook wants is told before its code is read. */
export function packagesIn(source: string): string[] {
  return [
    ...new Set([...source.matchAll(/(['"])(npm:[^'"\s`\\]{1,300})\1/g)].map(([, , name = ""]) => name)),
  ];
}
