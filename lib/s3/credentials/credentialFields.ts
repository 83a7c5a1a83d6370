/** What a section may say, whatever its tool calls it. */
export type Fields = Partial<
  Record<"accessKeyId" | "secretAccessKey" | "sessionToken" | "expiration" | "region" | "endpoint", string>
>;

/** Names without case, "aws", and what parts words. */
const names: Readonly<Record<keyof Fields, readonly string[]>> = {
  accessKeyId: ["accesskeyid", "accesskey", "key"],
  secretAccessKey: ["secretaccesskey", "secretkey", "secret"],
  sessionToken: ["sessiontoken", "securitytoken", "token"],
  expiration: ["expiration", "credentialexpiration", "sessionexpiration", "expires", "xsecuritytokenexpires"],
  region: ["region", "defaultregion"],
  endpoint: ["endpointurl", "endpointurls3", "endpoint", "url"],
};

/** The known ones among a section's names and values; the first of each counts. */
export function credentialFields(section: ReadonlyMap<string, string>): Fields {
  const plain = new Map(
    [...section].map(([name, value]) => [name.toLowerCase().replace(/^aws[_-]?|[\s_-]/g, ""), value.trim()]),
  );
  const fields: Fields = {};
  for (const field of Object.keys(names) as (keyof Fields)[]) {
    const value = names[field]
      .map((name) => plain.get(name))
      .find((found) => found !== undefined && found !== "");
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}
