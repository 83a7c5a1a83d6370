import type { EngineApi, EngineError, Outcome } from "../../engine/protocol.ts";
import { fileBase } from "../../formats/fileBase.ts";
import { checkUrl } from "../../remote/grants.ts";
import { maxFetchedBytes, sha256Hex } from "../../share/capsuleFormat.ts";
import { encodeCapsule } from "../../share/encodeCapsule.ts";
import { encryptCapsule } from "../../share/encryptedCapsule.ts";
import { findSecrets } from "../../share/findSecrets.ts";
import { linkLimits } from "../../share/linkLimits.ts";
import { encryptedLink, pinnedLink } from "../../share/linkToAddress.ts";
import { type Capsule, packCapsule } from "../../share/packCapsule.ts";
import { removeSecrets } from "../../share/removeSecrets.ts";
import type { CellSnapshot } from "../../share/snapshots.ts";
import type { Platform } from "../platform.ts";
import type { AppState } from "../state.ts";
import { fitSnapshots } from "./fitSnapshots.ts";
import { type NamedSecret, secretsOf } from "./secretsOf.ts";
import { secretsIn, sharedParams, withoutSecrets } from "./sharedParams.ts";
import { hasResults, takeSnapshots } from "./takeSnapshots.ts";

/** What its author chose for what is given away. */
export interface ShareChoice {
  /** false: what looks like a secret stays, and so nothing is made. */
  readonly removesSecrets: boolean;
  readonly withResults: boolean;
  /** The link leads to the report that the notebook makes. */
  readonly asReport?: boolean;
}

/** The address that holds a whole notebook, or leads to one. `leftOut` says what did not go in. */
export interface ShareLink {
  readonly url: string;
  readonly characters: number;
  readonly leftOut: readonly string[];
}

/** A file that its author puts at an address, and the link that leads to it there. */
export interface SharedFile {
  readonly name: string;
  readonly leftOut: readonly string[];
  /** Hands it to the browser's downloads. */
  save(): void;
  linkTo(address: string): Outcome<ShareLink>;
}

/** One notebook as it was when it was asked for, to be given to others. */
export interface Sharing {
  readonly title: string;
  readonly secrets: readonly NamedSecret[];
  readonly hasResults: boolean;
  /** The input cells whose values are not their defaults: a link holds them too. */
  readonly inputs: readonly string[];
  /** The page that shows a link's notebook inside other pages; the link's fragment goes behind it. */
  readonly embedUrl: string;
  /** The link that holds the notebook. */
  link(choice: ShareChoice): Promise<Outcome<ShareLink>>;
  /** The notebook's file, for a link that opens this very file and no other. */
  pinnedFile(choice: ShareChoice): Promise<Outcome<SharedFile>>;
  /** The notebook encrypted with a new key, which only the link holds. */
  encryptedFile(choice: ShareChoice): Promise<Outcome<SharedFile>>;
}

/** What results may add to a file that is packed. */
const mostSnapshotBytes = 24_000;

/** Makes links and files of a notebook; each failure says what to do. */
export function createSharing(given: {
  platform: Pick<Platform, "appUrl" | "download">;
  state: AppState;
  engine: { readonly api: Pick<EngineApi, "page"> };
  text: string;
}): Sharing {
  const { platform, state, engine, text } = given;
  const secrets = secretsOf(state, text);
  const base = fileBase(state.document.title);
  const data = Object.keys(state.document.sources).map((name) => `the data of ${name}`);
  const leftOut = (snapshots: readonly CellSnapshot[]) => [
    snapshots.length > 0 ? "results beyond their first rows" : "results",
    ...data,
  ];

  function sharedText({ removesSecrets }: ShareChoice): Outcome<string> {
    const shared = removesSecrets ? removeSecrets(text) : text;
    const values = removesSecrets ? [] : Object.values(sharedParams(state)).flatMap(secretsIn);
    const [found] = [...findSecrets(shared), ...values];
    if (!found) return { ok: true, value: shared };
    const where = secrets.find(({ kind }) => kind === found.kind)?.where ?? `line ${found.line}`;
    return failed(
      `The notebook seems to hold a secret (${found.kind}, in ${where}), so nothing was made to share.`,
      "Leave it out, or remove it from the notebook.",
    );
  }

  async function capsule(
    choice: ShareChoice,
    fits: (capsule: Capsule) => Promise<boolean>,
  ): Promise<Outcome<Capsule>> {
    const shared = sharedText(choice);
    if (!shared.ok) return shared;
    const taken = choice.withResults ? await takeSnapshots(state, engine.api) : [];
    const content = { text: shared.value, ...paramsOf(choice) };
    const fitting = (snapshots: readonly CellSnapshot[]) => fits({ ...content, snapshots });
    const snapshots = taken.length > 0 ? await fitSnapshots(taken, fitting) : [];
    return { ok: true, value: { ...content, snapshots } };
  }

  /** Values set in input cells travel beside the text, which holds their defaults. */
  function paramsOf({ removesSecrets }: ShareChoice): Pick<Capsule, "params"> {
    const params = sharedParams(state);
    if (Object.keys(params).length === 0) return {};
    return { params: removesSecrets ? withoutSecrets(params) : params };
  }

  function file(
    bytes: Uint8Array<ArrayBuffer>,
    name: string,
    parts: readonly string[],
    fragmentTo: (url: string) => string,
  ): SharedFile {
    return {
      name,
      leftOut: parts,
      save: () => platform.download(new Blob([bytes], { type: "application/octet-stream" }), name),
      linkTo(address) {
        const url = publicAddress(address);
        if (!url.ok) return url;
        const link = platform.appUrl() + fragmentTo(url.value.href);
        return { ok: true, value: { url: link, characters: link.length, leftOut: parts } };
      },
    };
  }

  return {
    title: state.document.title,
    secrets,
    hasResults: hasResults(state),
    inputs: Object.keys(sharedParams(state)),
    embedUrl: new URL("embed/", platform.appUrl()).href,
    link: (choice) =>
      unlessTooLarge(async () => {
        const urlOf = async (content: Capsule) =>
          platform.appUrl() + (await encodeCapsule(content.text, content)) + lookOf(choice);
        const made = await capsule(
          choice,
          async (content) => (await urlOf(content)).length <= linkLimits.refuseAbove,
        );
        if (!made.ok) return made;
        const url = await urlOf(made.value);
        if (url.length > linkLimits.refuseAbove) return { ok: false, error: tooLong(url.length) };
        const parts = leftOut(made.value.snapshots ?? []);
        return { ok: true, value: { url, characters: url.length, leftOut: parts } };
      }),
    async pinnedFile(choice) {
      const shared = sharedText(choice);
      if (!shared.ok) return shared;
      const bytes = new TextEncoder().encode(shared.value);
      if (bytes.length > maxFetchedBytes) return { ok: false, error: tooLong(null) };
      const hash = await sha256Hex(bytes);
      const values = Object.keys(sharedParams(state)).length > 0 ? ["values set in input cells"] : [];
      const parts = [...values, ...leftOut([])];
      const linkTo = (url: string) => pinnedLink(url, hash) + lookOf(choice);
      return { ok: true, value: file(bytes, `${base}.nb.md`, parts, linkTo) };
    },
    encryptedFile: (choice) =>
      unlessTooLarge(async () => {
        const plain = sharedText(choice);
        if (!plain.ok) return plain;
        const most = (await packCapsule({ text: plain.value })).length + mostSnapshotBytes;
        const made = await capsule(choice, async (content) => (await packCapsule(content)).length <= most);
        if (!made.ok) return made;
        const { bytes, key } = await encryptCapsule(made.value);
        const parts = leftOut(made.value.snapshots ?? []);
        const linkTo = (url: string) => encryptedLink(url, key) + lookOf(choice);
        return { ok: true, value: file(bytes, `${base}.eider`, parts, linkTo) };
      }),
  };
}

/** What a link says of how to show its notebook. */
function lookOf({ asReport = false }: ShareChoice): string {
  return asReport ? "&view=report" : "";
}

/** The address as everybody can reach it, or why they cannot. */
function publicAddress(address: string): Outcome<URL> {
  const text = address.trim();
  const origin = URL.canParse(text) ? new URL(text).origin : "";
  const checked = checkUrl(text, { grantId: "", notebookId: "", hosts: [origin], maxBytes: 1 });
  if (checked.ok) return checked;
  return failed(checked.error.message, "Give an https address that everybody can reach.");
}

async function unlessTooLarge<T>(make: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await make();
  } catch (thrown) {
    // Thrown for texts beyond what a link may hold at all.
    if (thrown instanceof RangeError) return { ok: false, error: tooLong(null) };
    throw thrown;
  }
}

function tooLong(characters: number | null): EngineError {
  const message =
    characters === null
      ? "The notebook is larger than 4 MiB, which no link opens."
      : `The link would be ${characters.toLocaleString("en")} characters long, more than most places take.`;
  return { code: "sql", message, hint: "Save the notebook as a file and send that." };
}

function failed(message: string, hint: string): { ok: false; error: EngineError } {
  return { ok: false, error: { code: "sql", message, hint } };
}
