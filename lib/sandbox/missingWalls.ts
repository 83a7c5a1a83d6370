/** The policies that the app's host sent with its parts; null for one that it sent without. */
export interface SentPolicies {
  readonly page: string | null;
  readonly sandbox: string | null;
  readonly output: string | null;
  /** With the engine's script: a worker lives under the policy of its own response. */
  readonly engine: string | null;
}

/** What a policy must hold, directive by directive, for its wall to stand. */
const needed = {
  page: ["default-src 'none'", "connect-src 'self'", "script-src-attr 'none'", "base-uri 'none'"],
  sandbox: ["sandbox allow-scripts", "default-src 'none'", "connect-src 'none'"],
  output: ["sandbox allow-scripts", "default-src 'none'", "connect-src 'none'"],
  engine: ["default-src 'none'", "connect-src 'self'"],
} satisfies Record<keyof SentPolicies, string[]>;

/** The parts whose walls are not there, in the order of the policies; [] where all stand. */
export function missingWalls(sent: SentPolicies): (keyof SentPolicies)[] {
  const parts = ["page", "sandbox", "output", "engine"] as const;
  return parts.filter((part) => {
    // Several policies come joined by commas, and all of them count: one that has everything is enough.
    const policies = (sent[part] ?? "")
      .split(",")
      .map((policy) => policy.split(";").map((text) => text.trim()));
    return !policies.some((directives) => needed[part].every((directive) => directives.includes(directive)));
  });
}
