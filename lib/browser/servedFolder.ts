import { sha256Hex } from "../share/capsuleFormat.ts";
import { type DiskFile, PlaceUnreachable } from "../store/disk/diskFiles.ts";
import type { ServedFolder, ServedListing } from "../store/disk/servedFolder.ts";

/** A file of a served folder: which folder, and its path from there. */
export interface ServedPlace {
  folder: string;
  path: string;
}

/** What this origin was let in with. It is worth nothing once that `eider serve` has stopped. */
interface Entry {
  token: string;
  folder: string;
}

const entryKey = "eider-folder";
/** What is fetched whole; the engine reads it from there. */
const maxBesideBytes = 512 * 1024 * 1024;

const places = new WeakMap<DiskFile, ServedPlace>();
const ways = new WeakMap<File, DiskFile>();

/** Where a file lies, if it is one of a served folder. */
export const placeOf = (file: DiskFile): ServedPlace | null => places.get(file) ?? null;
/** The way back to a file that was read from a served folder. */
export const wayOf = (file: File): DiskFile | null => ways.get(file) ?? null;

/** Kept for all tabs of this origin: a notebook opened in another tab is saved to the same folder. */
function entry(): Entry | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(entryKey) ?? "null");
    if (typeof kept !== "object" || kept === null || !("token" in kept) || !("folder" in kept)) return null;
    return { token: String(kept.token), folder: String(kept.folder) };
  } catch (thrown) {
    // Storage that is switched off, or that something else wrote into.
    if (thrown instanceof DOMException || thrown instanceof SyntaxError) return known;
    throw thrown;
  }
}

let known: Entry | null = null;

function keep(now: Entry | null): void {
  known = now;
  try {
    if (now) localStorage.setItem(entryKey, JSON.stringify(now));
    else localStorage.removeItem(entryKey);
  } catch (thrown) {
    if (!(thrown instanceof DOMException)) throw thrown;
  }
}

const stopped = "eider serve does not answer: it was stopped, or started anew.";
const howToReturn = "Start it on the folder again and open the address that it prints.";
const elsewhere = "It lies in another folder than the one that eider serve shows now.";

async function ask(baseUrl: string, path: string, token: string, init: RequestInit = {}): Promise<Response> {
  const url = new URL(`folder/${path.split("/").map(encodeURIComponent).join("/")}`, baseUrl);
  const headers = { ...init.headers, "Eider-Folder": token };
  try {
    return await fetch(url, { ...init, headers, cache: "no-store", redirect: "error" });
  } catch (thrown) {
    if (thrown instanceof TypeError) throw new PlaceUnreachable(`${stopped} ${howToReturn}`);
    throw thrown;
  }
}

/** The folder behind `/folder/` of the page's own host. */
export function createServedFolder(baseUrl: string): ServedFolder {
  async function listing(token: string): Promise<ServedListing> {
    const response = await ask(baseUrl, "", token);
    if (!response.ok) {
      // Of an earlier start: nothing is there any more that this lets into.
      if (entry()?.token === token) keep(null);
      throw new PlaceUnreachable(`${stopped} ${howToReturn}`);
    }
    return parseListing(await response.json());
  }
  return {
    isKnown: () => entry() !== null,
    async enter(key) {
      const url = new URL(location.href);
      url.hash = "";
      // The browser's own method, as for a notebook's address.
      History.prototype.replaceState.call(history, null, "", url);
      const response = await ask(baseUrl, "", key, { method: "POST" });
      const answer: unknown = response.ok ? await response.json() : null;
      if (typeof answer !== "object" || answer === null || !("token" in answer)) {
        throw new PlaceUnreachable(
          "This address let nobody in: it belongs to an earlier start of eider serve, or was used already. Open the address that it prints on the terminal.",
        );
      }
      const token = String(answer.token);
      keep({ token, folder: (await listing(token)).id });
    },
    async list() {
      const now = entry();
      if (!now) throw new PlaceUnreachable(`${stopped} ${howToReturn}`);
      return listing(now.token);
    },
    file: (path) => servedFile(baseUrl, { folder: entry()?.folder ?? "", path }),
  };
}

/** A notebook of a served folder. What is written takes the place only of what it was written over. */
export function servedFile(baseUrl: string, place: ServedPlace): DiskFile {
  const name = place.path.slice(place.path.lastIndexOf("/") + 1);
  const above = place.path.slice(0, place.path.length - name.length);

  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    const now = entry();
    if (!now) throw new PlaceUnreachable(`${stopped} ${howToReturn}`);
    if (now.folder !== place.folder) throw new PlaceUnreachable(`${elsewhere} ${howToReturn}`);
    return ask(baseUrl, path, now.token, init);
  }

  const file: DiskFile = {
    name,
    permission: async () => "granted",
    ask: async () => "granted",
    async read() {
      const response = await request(place.path);
      if (response.status === 404) throw new DOMException(`${name} is not there.`, "NotFoundError");
      if (!response.ok) throw new PlaceUnreachable(await reasonOf(response));
      const found = await fileOf(response, name);
      ways.set(found, file);
      return found;
    },
    async write(content, before) {
      const condition: Record<string, string> =
        before === null
          ? { "If-None-Match": "*" }
          : { "If-Match": `"${await sha256Hex(new TextEncoder().encode(before))}"` };
      const response = await request(place.path, { method: "PUT", body: content, headers: condition });
      if (response.status === 412) return false;
      if (!response.ok) throw new PlaceUnreachable(await reasonOf(response));
      return true;
    },
    async beside(path) {
      // A browser would resolve what climbs before it asks.
      if (path.split("/").some((part) => part === "" || part.startsWith("."))) return null;
      const response = await request(`${above}${path}`, { method: "HEAD" });
      const isRight = response.ok && Number(response.headers.get("Content-Length")) <= maxBesideBytes;
      return isRight ? fileOf(await request(`${above}${path}`), path.slice(path.lastIndexOf("/") + 1)) : null;
    },
  };
  places.set(file, place);
  return file;
}

async function fileOf(response: Response, name: string): Promise<File> {
  const lastModified = Number(response.headers.get("Eider-Modified"));
  return new File([await response.blob()], name, { lastModified });
}

/** What the server says, which is a sentence. */
async function reasonOf(response: Response): Promise<string> {
  return (await response.text()).trim() || `eider serve answered ${response.status}.`;
}

function parseListing(given: unknown): ServedListing {
  if (
    typeof given === "object" &&
    given !== null &&
    "id" in given &&
    "name" in given &&
    "notebooks" in given
  ) {
    const { id, name, notebooks } = given;
    const isAll = "isAll" in given && given.isAll === true;
    if (Array.isArray(notebooks)) return { id: String(id), name: String(name), notebooks, isAll };
  }
  throw new PlaceUnreachable(
    `What answers here is not the eider serve that this page came from. ${howToReturn}`,
  );
}
