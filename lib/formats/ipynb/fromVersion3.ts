import { isJsonObject, type JsonObject, objectUnder, textUnder, withoutKeys } from "../jsonObject.ts";
import { multilineText } from "./multilineText.ts";

/** The short names that nbformat 3 had for types of media. */
const mediaTypes: Readonly<Record<string, string>> = {
  text: "text/plain",
  html: "text/html",
  svg: "image/svg+xml",
  png: "image/png",
  jpeg: "image/jpeg",
  latex: "text/latex",
  json: "application/json",
  javascript: "application/javascript",
};

/** A notebook of nbformat 3 in the form of nbformat 4: its worksheets one after the other, headings as Markdown. */
export function fromVersion3(notebook: JsonObject): JsonObject {
  const worksheets: unknown[] = Array.isArray(notebook.worksheets) ? notebook.worksheets : [];
  const cells = worksheets.flatMap((worksheet) => {
    const listed: unknown = isJsonObject(worksheet) ? worksheet.cells : undefined;
    const inside: unknown[] = Array.isArray(listed) ? listed : [];
    return inside.map((cell) => (isJsonObject(cell) ? newCell(cell) : cell));
  });
  const metadata = objectUnder(notebook, "metadata");
  const name = textUnder(metadata, "name");
  return {
    ...withoutKeys(notebook, ["worksheets"]),
    metadata: {
      ...withoutKeys(metadata, name === null ? [] : ["name"]),
      ...(name === null || name === "" ? {} : { title: name }),
    },
    nbformat: 4,
    nbformat_minor: 0,
    cells,
  };
}

function newCell(cell: JsonObject): JsonObject {
  switch (cell.cell_type) {
    case "heading":
      return {
        ...withoutKeys(cell, ["level"]),
        cell_type: "markdown",
        source: headingText(cell),
      };
    case "html":
      return { ...cell, cell_type: "markdown" };
    case "code":
      return newCodeCell(cell);
    default:
      return cell;
  }
}

/** A heading of nbformat 3, which was a cell of its own. */
export function headingText(cell: JsonObject): string {
  const level = typeof cell.level === "number" ? Math.min(Math.max(Math.trunc(cell.level), 1), 6) : 1;
  return `${"#".repeat(level)} ${(multilineText(cell.source) ?? "").replace(/\s*\n\s*/g, " ")}`;
}

function newCodeCell(cell: JsonObject): JsonObject {
  const { input, language, collapsed, prompt_number: count, outputs } = cell;
  const isOther = typeof language === "string" && language !== "python";
  const list: unknown[] = Array.isArray(outputs) ? outputs : [];
  return {
    ...withoutKeys(cell, ["input", "language", "collapsed", "prompt_number"]),
    metadata: {
      ...objectUnder(cell, "metadata"),
      ...(typeof collapsed === "boolean" ? { collapsed } : {}),
      ...(isOther ? { language } : {}),
    },
    execution_count: count ?? null,
    source: input ?? cell.source ?? "",
    outputs: list.map((output) => (isJsonObject(output) ? newOutput(output) : output)),
  };
}

function newOutput(output: JsonObject): JsonObject {
  switch (output.output_type) {
    case "stream":
      return { ...withoutKeys(output, ["stream"]), name: output.stream ?? "stdout" };
    case "pyerr":
      return { ...withoutKeys(output, ["prompt_number"]), output_type: "error" };
    case "pyout":
    case "display_data": {
      const isResult = output.output_type === "pyout";
      const media = Object.entries(output).flatMap(([key, value]) => {
        const type = Object.hasOwn(mediaTypes, key) ? mediaTypes[key] : undefined;
        return type === undefined ? [] : [[type, type === "application/json" ? jsonValue(value) : value]];
      });
      return {
        ...withoutKeys(output, [...Object.keys(mediaTypes), "prompt_number"]),
        output_type: isResult ? "execute_result" : "display_data",
        data: Object.fromEntries(media),
        metadata: objectUnder(output, "metadata"),
        ...(isResult ? { execution_count: output.prompt_number ?? null } : {}),
      };
    }
    default:
      return output;
  }
}

/** nbformat 3 held JSON as the text of it. */
function jsonValue(value: unknown): unknown {
  const text = multilineText(value);
  if (text === null) return value;
  try {
    return JSON.parse(text);
  } catch {
    // Then the text itself is the value.
    return text;
  }
}
