import { isLoopbackHost } from "../remote/privateHosts.ts";
import { fixedFolder } from "./bucketPath.ts";
import type { Connection } from "./connection.ts";
import { type EndpointPreset, endpointPresets, presetOf } from "./endpoints.ts";
import { parseS3Address } from "./s3Address.ts";

/** A connection as its form holds it: all as typed, and no key. */
export interface ConnectionDraft {
  readonly name: string;
  readonly preset: EndpointPreset["id"];
  readonly bucket: string;
  readonly prefix: string;
  readonly region: string;
  readonly endpoint: string;
  readonly addressing: Connection["addressing"];
  readonly access: "keys" | "anonymous";
  readonly isKept: boolean;
}

/** What is wrong with a draft, by field, in words. */
export type DraftProblems = Partial<Record<keyof ConnectionDraft, string>>;

/** An empty form, or with `address` one that leads there. */
export function newDraft(address: string | null): ConnectionDraft {
  const { region, endpoint, addressing } = usualOf("aws");
  const draft: ConnectionDraft = {
    name: "",
    preset: "aws",
    bucket: "",
    prefix: "",
    region,
    endpoint,
    addressing,
    access: "keys",
    isKept: false,
  };
  return address === null ? draft : (withAddress(draft, address) ?? draft);
}

export function draftOf({ access, ...connection }: Connection): ConnectionDraft {
  return { ...connection, preset: presetOf(connection.endpoint), access: access.kind };
}

/** The draft for another kind of store. */
export function withPreset(draft: ConnectionDraft, id: EndpointPreset["id"]): ConnectionDraft {
  const { region, endpoint, addressing } = usualOf(id);
  return { ...draft, preset: id, region, endpoint, addressing };
}

/** The draft with all that an `s3://` address or a URL says; null where it is neither. */
export function withAddress(draft: ConnectionDraft, text: string): ConnectionDraft | null {
  const found = parseS3Address(text);
  if (!found) return null;
  const { bucket, key, region, endpoint } = found;
  const placed = endpoint === null ? draft : withEndpoint(draft, endpoint);
  return {
    ...placed,
    bucket,
    prefix: fixedFolder(key),
    name: draft.name || nameFor(bucket),
    region: region ?? placed.region,
  };
}

/** The draft for the store at an endpoint, with what is usual there. */
export function withEndpoint(draft: ConnectionDraft, endpoint: string): ConnectionDraft {
  return endpoint === draft.endpoint ? draft : { ...withPreset(draft, presetOf(endpoint)), endpoint };
}

/** What a connection to a bucket is called if nobody says. */
export function nameFor(bucket: string): string {
  return bucket.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "");
}

/** What keeps a draft from becoming a connection; `taken` are the names of others. */
export function draftProblems(draft: ConnectionDraft, taken: readonly string[]): DraftProblems {
  const problems: DraftProblems = {};
  const name = draft.name.trim() || nameFor(draft.bucket.trim());
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name))
    problems.name = "A name has letters, digits, - and _, up to 64 of them.";
  else if (taken.includes(name)) problems.name = `There is already a connection called ${name}.`;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/.test(draft.bucket.trim()))
    problems.bucket = "The bucket’s name alone: 3 to 63 letters, digits, dots and hyphens.";
  if (/(^|\/)\.{1,2}(\/|$)|\/\/|[*?]/.test(draft.prefix.trim()))
    problems.prefix = "A prefix is a plain path such as events/2024/, without *, . or .. in it.";
  if (!/^[A-Za-z0-9-]{1,40}$/.test(draft.region.trim()))
    problems.region = "A region such as eu-central-1; auto where the store has none.";
  const endpoint = endpointProblem(draft.endpoint.trim());
  if (endpoint !== null) problems.endpoint = endpoint;
  else if (draft.preset !== "aws" && draft.endpoint.trim() === "")
    problems.endpoint = "The address of the store, as its pages show it.";
  return problems;
}

function endpointProblem(text: string): string | null {
  if (text === "") return null;
  if (text.includes("ACCOUNT")) return "Put your account’s id in the place of ACCOUNT.";
  if (!URL.canParse(text)) return "This is no address. It begins with https://.";
  const url = new URL(text);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopbackHost(url.hostname)))
    return "It begins with https://; http:// is only for a store on this machine.";
  if (url.username !== "" || url.password !== "")
    return "Leave the user name and password out; keys go below.";
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return `Only the store’s own address, ${url.origin}. Bucket and prefix have fields of their own.`;
  return null;
}

/** The connection that a draft without problems is; `access` is what its keys come to. */
export function connectionOf(draft: ConnectionDraft, access: Connection["access"]): Connection {
  const bucket = draft.bucket.trim();
  const endpoint = draft.endpoint.trim();
  const prefix = draft.prefix.trim().replace(/^\/+/, "");
  return {
    name: draft.name.trim() || nameFor(bucket),
    bucket,
    prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`,
    region: draft.region.trim(),
    endpoint: endpoint === "" ? "" : new URL(endpoint).origin,
    // A dot in a bucket's name does not fit the certificate of bucket.host.
    addressing: draft.preset !== "aws" ? draft.addressing : bucket.includes(".") ? "path" : "virtual",
    access,
    isKept: draft.isKept,
  };
}

function usualOf(id: EndpointPreset["id"]): Pick<EndpointPreset, "region" | "endpoint" | "addressing"> {
  const found = endpointPresets.find((preset) => preset.id === id);
  return found ?? { region: "us-east-1", endpoint: "", addressing: "path" };
}
