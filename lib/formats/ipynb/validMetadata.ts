import { isJsonObject, type JsonObject } from "../jsonObject.ts";
import type { IpynbCell } from "./ipynbCell.ts";
import type { SetAside } from "./setAside.ts";

type Rule = (value: unknown) => boolean;

const isText: Rule = (value) => typeof value === "string";
const isFlag: Rule = (value) => typeof value === "boolean";
const optional =
  (rule: Rule): Rule =>
  (value) =>
    value === undefined || rule(value);

const nameRule: Rule = (value) => typeof value === "string" && /^.+$/.test(value);

const tagsRule: Rule = (value) => {
  if (!Array.isArray(value)) return false;
  const tags: unknown[] = value;
  return (
    new Set(tags).size === tags.length && tags.every((tag) => typeof tag === "string" && /^[^,]+$/.test(tag))
  );
};

const executionRule: Rule = (value) => isJsonObject(value) && Object.values(value).every(isText);

const hiddenRule: Rule = (value) =>
  isJsonObject(value) && optional(isFlag)(value.source_hidden) && optional(isFlag)(value.outputs_hidden);

/** What nbformat 4.5 says of the keys of a cell's metadata that it knows; all others are free. */
const cellRules: Readonly<Record<IpynbCell["type"], Readonly<Record<string, Rule>>>> = {
  markdown: { name: nameRule, tags: tagsRule, jupyter: isJsonObject },
  raw: { name: nameRule, tags: tagsRule, jupyter: isJsonObject, format: isText },
  code: {
    name: nameRule,
    tags: tagsRule,
    jupyter: hiddenRule,
    execution: executionRule,
    collapsed: isFlag,
    scrolled: (value) => value === "auto" || isFlag(value),
  },
};

const notebookRules: Readonly<Record<string, Rule>> = {
  kernelspec: (value) => isJsonObject(value) && isText(value.name) && isText(value.display_name),
  language_info: (value) =>
    isJsonObject(value) &&
    isText(value.name) &&
    optional((mode) => isText(mode) || isJsonObject(mode))(value.codemirror_mode) &&
    ["file_extension", "mimetype", "pygments_lexer"].every((key) => optional(isText)(value[key])),
  // Says what a notebook was before it was converted, and must not be written.
  orig_nbformat: () => false,
  title: isText,
  authors: Array.isArray,
};

/** A cell's metadata with only what the format allows; the rest is set aside. */
export function validCellMetadata(type: IpynbCell["type"], value: unknown, aside: SetAside): JsonObject {
  return keeping(value, cellRules[type], aside);
}

/** A notebook's metadata with only what the format allows; the rest is set aside. */
export function validNotebookMetadata(value: unknown, aside: SetAside): JsonObject {
  return keeping(isJsonObject(value) ? withDisplayName(value) : value, notebookRules, aside);
}

/** Some old notebooks name their kernel and not what to call it. */
function withDisplayName(metadata: JsonObject): JsonObject {
  const { kernelspec } = metadata;
  if (!isJsonObject(kernelspec) || !isText(kernelspec.name) || kernelspec.display_name !== undefined) {
    return metadata;
  }
  return { ...metadata, kernelspec: { display_name: kernelspec.name, ...kernelspec } };
}

function keeping(value: unknown, rules: Readonly<Record<string, Rule>>, aside: SetAside): JsonObject {
  if (!isJsonObject(value)) {
    if (value !== undefined) aside.add("metadata", value);
    return {};
  }
  const kept = Object.entries(value).filter(([key, entry]) => {
    const isGood = !Object.hasOwn(rules, key) || rules[key]?.(entry) === true;
    if (!isGood) aside.add(`metadata.${key}`, entry);
    return isGood;
  });
  return Object.fromEntries(kept);
}
