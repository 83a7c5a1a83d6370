import type { NotebookDocument, SourceEntry } from "../notebook/document.ts";
import type { FrontMatter } from "./frontMatter.ts";
import { isMatterMap, type MatterMap, type MatterNode, pairOf } from "./matterNode.ts";
import { NotebookParseError } from "./NotebookParseError.ts";
import { splitLines } from "./textLines.ts";

/** What the front matter says of the notebook. */
export type Header = Pick<NotebookDocument, "title" | "sources" | "run" | "timezone">;

/** The version of the format that this Eider writes and reads. */
export const formatVersion = 1;

/** The keys of an entry under `sources`; others are kept in the file and not looked at. */
export const entryKeys: readonly string[] = [
  "location",
  "connection",
  "format",
  "size",
  "fingerprint",
  "columns",
  "options",
] satisfies (keyof SourceEntry)[];

/** Title, sources, run mode and time zone; throws NotebookParseError for a newer format and for values that make no sense. */
export function readHeader(matter: FrontMatter | null): Header {
  const map = matter?.root;
  if (!matter || !map) return { title: "", sources: {} };
  const reader = new HeaderReader(matter);
  reader.checkVersion(map);
  // A mode of a later Eider counts as lazy: nothing runs that was not asked for.
  const mode = contentOf(pairOf(map, "run")?.value);
  const run = mode === "automatic" ? mode : undefined;
  return { title: reader.title(map), sources: reader.sources(map), run, timezone: timezoneOf(map) };
}

/** As it is written, also where no such zone is known; anything but one line of text counts as absent and stays in the file. */
function timezoneOf(map: MatterMap): string | undefined {
  const value = contentOf(pairOf(map, "timezone")?.value);
  return typeof value === "string" && /^[^\r\n]+$/.test(value) ? value : undefined;
}

class HeaderReader {
  constructor(private readonly matter: FrontMatter) {}

  checkVersion(map: MatterMap): void {
    const node = pairOf(map, "eider")?.value;
    const version = contentOf(node);
    if (version === undefined || version === null) return;
    const number = typeof version === "number" || typeof version === "string" ? Number(version) : Number.NaN;
    if (number === formatVersion) return;
    if (number > formatVersion) {
      this.fail(
        node,
        `This notebook was made by a newer Eider (format ${number}). Open it with a version that knows it.`,
      );
    }
    this.fail(node, `"eider" must be the number ${formatVersion}, the version of the format.`);
  }

  title(map: MatterMap): string {
    const node = pairOf(map, "title")?.value;
    const value = contentOf(node);
    if (!node || value === undefined || value === null) return "";
    if (node.kind !== "scalar") return this.fail(node, '"title" must be text.');
    // A title such as 2024 or 1.10 is meant as it is written.
    const text = typeof value === "string" ? value : node.source;
    return /[\r\n]/.test(text) ? text.replace(/\s+/g, " ").trim() : text;
  }

  sources(map: MatterMap): Record<string, SourceEntry> {
    const node = pairOf(map, "sources")?.value;
    const value = contentOf(node);
    if (value === undefined || value === null) return {};
    if (!isMatterMap(node)) return this.fail(node, '"sources" must map names to locations.');
    return Object.fromEntries(
      node.items.map(({ key, value: entry }) => {
        const name =
          key.kind === "scalar" ? (typeof key.value === "string" ? key.value : key.source) : undefined;
        if (name === undefined || name === "") return this.fail(key, "The name of a source must be text.");
        return [name, this.entry(name, entry ?? key, entry?.plain() ?? null)];
      }),
    );
  }

  private entry(name: string, node: MatterNode, value: unknown): SourceEntry {
    if (typeof value === "string" && value !== "") return { location: value };
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return this.fail(node, `The source "${name}" needs a location, such as file:orders.csv.`);
    }
    const given: Partial<Record<string, unknown>> = { ...value };
    const { location, connection, format, size, fingerprint, columns, options } = given;
    if (typeof location !== "string" || location === "") {
      return this.fail(node, `The source "${name}" needs a location, such as file:orders.csv.`);
    }
    const text = (key: string, content: unknown) =>
      content === undefined || typeof content === "string"
        ? content
        : this.fail(node, `"${key}" of the source "${name}" must be text.`);
    if (size !== undefined && !(typeof size === "number" && size >= 0)) {
      return this.fail(node, `"size" of the source "${name}" must be a number of bytes.`);
    }
    if (options !== undefined && !isRecord(options)) {
      return this.fail(node, `"options" of the source "${name}" must map names to values.`);
    }
    if (columns !== undefined && !isRecordOfTexts(columns)) {
      return this.fail(node, `"columns" of the source "${name}" must map names to types.`);
    }
    return {
      location,
      ...defined("connection", text("connection", connection)),
      ...defined("format", text("format", format)),
      ...defined("size", size),
      ...defined("fingerprint", text("fingerprint", fingerprint)),
      ...defined("columns", columns),
      ...defined("options", options),
    };
  }

  private fail(node: MatterNode | null | undefined, problem: string): never {
    throw new NotebookParseError(problem, node?.range ? this.lineOf(node.range[0]) : null);
  }

  private lineOf(offset: number): number {
    const before = this.matter.yaml.slice(0, offset);
    return 2 + splitLines(before).filter(({ end }) => end !== "").length;
  }
}

/** A scalar's own value, and a map or list as it is. */
function contentOf(node: MatterNode | null | undefined): unknown {
  return node?.kind === "scalar" ? node.value : node;
}

function defined<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const pair: Partial<Record<K, V>> = {};
  if (value !== undefined) pair[key] = value;
  return pair;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRecordOfTexts(value: unknown): value is Record<string, string> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}
