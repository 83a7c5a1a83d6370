import type { EngineError } from "../engine/protocol.ts";
import { castAs, wrapCast } from "./repairTime.ts";
import { applyEdits, lineColumnAt, type PositionMap, type TextEdit } from "./textEdits.ts";
import { bareTruncationName, shadowedNames } from "./time/timeMacros.ts";
import { isZone } from "./time/zoneOffsets.ts";
import { significant, stringValue, type Token, tokenize } from "./tokenize.ts";

/** A statement made fit for an engine without ICU. */
export interface EngineText {
  text: string;
  map: PositionMap;
  /** Zones that it names, lower case: run zoneVariablesSql of each on the connection beforehand. */
  zones: string[];
  /** What the engine would get wrong, or hang on: do not run it where there is any. Places are in the given text. */
  problems: EngineError[];
}

/** Rewrites what the macros of timeMacros.ts cannot catch, and finds what cannot be answered at all. */
export function rewriteForEngine(sql: string): EngineText {
  const tokens = significant(tokenize(sql));
  const edits: TextEdit[] = [];
  const problems: EngineError[] = [];
  const words = tokens.map((token) => (token.kind === "word" ? token.text.toUpperCase() : ""));
  tokens.forEach((token, i) => {
    if (words[i] === "TRY_CAST") edits.push(...tryCastEdits(tokens, i, sql));
    const bare = bareTruncation(tokens, words, i);
    if (bare) edits.push(bare);
    const problem = bare ? null : problemAt(tokens, words, i);
    if (problem)
      problems.push({
        code: "unsupported",
        ...problem,
        ...lineColumnAt(sql, token.start),
        length: token.end - token.start,
      });
  });
  const { text, map } = applyEdits(sql, edits);
  return { text, map, zones: zonesIn(tokens, words), problems };
}

/** `system.main.date_trunc(…)`, the engine's own: by the macro that does the same and reaches no stub. */
function bareTruncation(tokens: readonly Token[], words: readonly string[], i: number): TextEdit | null {
  if (words[i] !== "DATE_TRUNC" || words[i - 2] !== "MAIN" || words[i - 4] !== "SYSTEM") return null;
  if (!isSystemCall(tokens, words, i)) return null;
  const [first, last] = [tokens[i - 4], tokens[i]];
  return first && last ? { start: first.start, end: last.end, text: bareTruncationName } : null;
}

// TRY_CAST of a TIMESTAMPTZ to DATE would be NULL in silence; for every other type eider_plain changes nothing.
function tryCastEdits(tokens: Token[], at: number, sql: string): TextEdit[] {
  const as = castAs(tokens, at);
  if (!/^DATE$/i.test(tokens[as + 1]?.text ?? "")) return [];
  if (tokens[as + 2]?.text !== ")") return [];
  const edits = wrapCast(tokens, at, "eider_plain(", ")", sql) ?? [];
  // A column without an alias is called what DuckDB prints for it; keep that for a plain column name.
  const close = tokens[as + 2];
  const next = tokens[as + 3];
  const isItem =
    /^(select|,)$/i.test(tokens[at - 1]?.text ?? "") &&
    (next === undefined || /^(,|from|;|\))$/i.test(next.text)) &&
    as === at + 3;
  if (isItem && close && tokens[at + 2]?.kind === "word") {
    const name = `TRY_CAST(${tokens[at + 2]?.text} AS ${tokens[as + 1]?.text.toUpperCase()})`;
    edits.push({ start: close.end, end: close.end, text: ` AS "${name}"` });
  }
  return edits;
}

/** String literals that are names of zones, where the statement uses zones at all. */
function zonesIn(tokens: readonly Token[], words: readonly string[]): string[] {
  const uses = words.some(
    (word, i) =>
      /^(TIMEZONE|TIME_BUCKET|MAKE_TIMESTAMPTZ)$/.test(word) || (word === "TIME" && words[i + 1] === "ZONE"),
  );
  if (!uses) return [];
  const names = tokens.flatMap((token) => {
    const value = stringValue(token);
    return value !== null && value.length < 40 && /^[A-Za-z][\w/+-]+$/.test(value) ? [value] : [];
  });
  const zones = new Set(names.filter(isZone).map((name) => name.toLowerCase()));
  zones.delete("utc");
  return [...zones];
}

function problemAt(
  tokens: readonly Token[],
  words: readonly string[],
  i: number,
): { message: string; hint: string } | null {
  const word = words[i] ?? "";
  const startsStatement = i === 0 || tokens[i - 1]?.text === ";";
  const loading = word === "FORCE" ? `FORCE ${words[i + 1]}` : word;
  if (startsStatement && /^((FORCE )?INSTALL|LOAD)$/.test(loading))
    return {
      message: `${loading} is not available: the engine in this tab fetches no extensions, and those that the app carries are loaded from the start.`,
      hint: "Take the line out. Files need no extension: add them through the Data panel.",
    };
  if (startsStatement && word === "USE")
    return {
      message: "USE is not available: cells find each other in the schema main.",
      hint: "Write the schema before the name, e.g. other.my_table.",
    };
  if (startsStatement && word === "SET" && /^(TIMEZONE|CALENDAR)$/.test(settingName(words, i)))
    return {
      message: "The engine in this tab keeps time in UTC, and that cannot be set.",
      hint: "Convert where it matters: ts AT TIME ZONE 'Europe/Paris'.",
    };
  if (tokens[i]?.kind === "word" && shadowedNames.has(word.toLowerCase()) && isSystemCall(tokens, words, i))
    return {
      message: `${tokens[i]?.text} cannot be called with the schema before it: that form needs DuckDB's icu extension.`,
      hint: `Write ${tokens[i]?.text}(…) alone.`,
    };
  if (/^(TRY_)?STRPTIME$/.test(word) && tokens[i + 1]?.text === "(" && readsZoneName(tokens, i + 1))
    return {
      message:
        "%Z, the name of a time zone, needs DuckDB's icu extension, which the engine in this tab does not have.",
      hint: "Parse the rest and convert it: strptime(…) AT TIME ZONE 'Europe/Paris'. %z, a numeric offset, works.",
    };
  return null;
}

const settingName = (words: readonly string[], i: number) =>
  (/^(GLOBAL|SESSION|LOCAL)$/.test(words[i + 1] ?? "") ? words[i + 2] : words[i + 1]) ?? "";

function isSystemCall(tokens: readonly Token[], words: readonly string[], i: number): boolean {
  if (tokens[i + 1]?.text !== "(" || tokens[i - 1]?.text !== ".") return false;
  const schemas = [words[i - 2], tokens[i - 3]?.text === "." ? words[i - 4] : ""];
  return schemas.some((schema) => schema === "SYSTEM" || schema === "PG_CATALOG");
}

function readsZoneName(tokens: readonly Token[], open: number): boolean {
  let depth = 0;
  let isFormat = false;
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i]?.text === "(") depth++;
    else if (tokens[i]?.text === ")" && --depth === 0) return false;
    else if (tokens[i]?.text === "," && depth === 1) isFormat = true;
    else if (isFormat && tokens[i]?.kind === "string" && /(^|[^%])(%%)*%Z/.test(tokens[i]?.text ?? ""))
      return true;
  }
  return false;
}
