import { isJsonObject, type JsonObject, textUnder } from "../jsonObject.ts";
import { multilineText } from "./multilineText.ts";
import type { SetAside } from "./setAside.ts";

/** An output as nbformat 4.5 allows it, made from any value; what has no place in it is set aside under `place`. */
export function validOutput(value: unknown, place: string, aside: SetAside): JsonObject {
  if (!isJsonObject(value)) {
    return { data: { "application/json": value ?? null }, metadata: {}, output_type: "display_data" };
  }
  switch (value.output_type) {
    case "stream":
      return stream(value, place, aside);
    case "display_data":
    case "execute_result":
      return display(value, place, aside);
    case "error":
      return failure(value, place, aside);
    default:
      return unknownOutput(value, place, aside);
  }
}

/** Media by type: text for each, and any JSON for the types that are JSON. */
export function validBundle(value: unknown, place: string, aside: SetAside): JsonObject {
  if (!isJsonObject(value)) {
    if (value !== undefined) aside.add(place, value);
    return {};
  }
  const kept = Object.entries(value).flatMap(([type, data]) => {
    if (/^application\/(?:.*\+)?json$/.test(type) || multilineText(data) !== null) return [[type, data]];
    aside.add(`${place}.${type}`, data);
    return [];
  });
  return Object.fromEntries(kept);
}

/** A prompt number as the format allows it; null for anything else. */
export function validCount(value: unknown): number | null {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function stream(output: JsonObject, place: string, aside: SetAside): JsonObject {
  setRestAside(output, ["output_type", "name", "text"], place, aside);
  const { text } = output;
  if (multilineText(text) === null && text !== undefined) aside.add(`${place}.text`, text);
  return {
    name: textUnder(output, "name") ?? "stdout",
    output_type: "stream",
    text: multilineText(text) === null ? "" : text,
  };
}

function display(output: JsonObject, place: string, aside: SetAside): JsonObject {
  const { output_type, data, metadata, execution_count } = output;
  const isResult = output_type === "execute_result";
  const known = ["output_type", "data", "metadata", ...(isResult ? ["execution_count"] : [])];
  setRestAside(output, known, place, aside);
  if (metadata !== undefined && !isJsonObject(metadata)) aside.add(`${place}.metadata`, metadata);
  return {
    data: validBundle(data, `${place}.data`, aside),
    ...(isResult ? { execution_count: validCount(execution_count) } : {}),
    metadata: isJsonObject(metadata) ? metadata : {},
    output_type: isResult ? "execute_result" : "display_data",
  };
}

function failure(output: JsonObject, place: string, aside: SetAside): JsonObject {
  setRestAside(output, ["output_type", "ename", "evalue", "traceback"], place, aside);
  const lines: unknown[] = Array.isArray(output.traceback) ? output.traceback : [];
  return {
    ename: textUnder(output, "ename") ?? "Error",
    evalue: textUnder(output, "evalue") ?? "",
    output_type: "error",
    traceback: lines.filter((line) => typeof line === "string"),
  };
}

/** A kind of output that the format does not know, as the one that it resembles. */
function unknownOutput(output: JsonObject, place: string, aside: SetAside): JsonObject {
  if (multilineText(output.text) !== null) {
    aside.add(`${place}.output_type`, output.output_type);
    return stream(output, place, aside);
  }
  if (isJsonObject(output.data)) {
    aside.add(`${place}.output_type`, output.output_type);
    return display({ ...output, output_type: "display_data" }, place, aside);
  }
  return { data: { "application/json": output }, metadata: {}, output_type: "display_data" };
}

function setRestAside(output: JsonObject, known: readonly string[], place: string, aside: SetAside): void {
  for (const [key, value] of Object.entries(output)) {
    if (!known.includes(key)) aside.add(`${place}.${key}`, value);
  }
}
