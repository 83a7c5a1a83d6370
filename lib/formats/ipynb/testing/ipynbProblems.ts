/**
 * A judge of `.ipynb` files that knows nothing of the code that writes them: every rule of the JSON schema of nbformat
 * 4.5, and the two that no schema can say (ids are unique, and so are names).
 */

type Check = (value: unknown, path: string) => string[];

const problem = (path: string, expected: string) => [`${path}: ${expected}`];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text: Check = (value, path) => (typeof value === "string" ? [] : problem(path, "must be text"));
const flag: Check = (value, path) =>
  typeof value === "boolean" ? [] : problem(path, "must be true or false");
const anything: Check = () => [];

const integer =
  (least: number, most = Number.POSITIVE_INFINITY): Check =>
  (value, path) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? []
      : problem(path, `must be an integer from ${least} to ${most}`);

const matching =
  (pattern: RegExp): Check =>
  (value, path) =>
    typeof value === "string" && pattern.test(value) ? [] : problem(path, `must match ${pattern}`);

const oneOf =
  (...values: unknown[]): Check =>
  (value, path) =>
    values.includes(value) ? [] : problem(path, `must be one of ${JSON.stringify(values)}`);

const either =
  (...checks: Check[]): Check =>
  (value, path) =>
    checks.some((check) => check(value, path).length === 0)
      ? []
      : problem(path, "fits nothing that is allowed");

const list =
  (check: Check, options: { unique?: boolean } = {}): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return problem(path, "must be a list");
    const twice = options.unique === true && new Set(value).size < value.length;
    return [
      ...(twice ? problem(path, "must not repeat") : []),
      ...value.flatMap((entry: unknown, at) => check(entry, `${path}[${at}]`)),
    ];
  };

/** `closed` objects have no other keys than these. */
function object(known: Record<string, Check>, required: string[] = [], closed = false): Check {
  return (value, path) => {
    if (!isObject(value)) return problem(path, "must be an object");
    const missing = required.filter((key) => !Object.hasOwn(value, key));
    return [
      ...missing.map((key) => `${path}: lacks ${key}`),
      ...Object.entries(value).flatMap(([key, entry]) => {
        const check = Object.hasOwn(known, key) ? known[key] : undefined;
        if (check) return check(entry, `${path}.${key}`);
        return closed ? problem(path, `must not have ${key}`) : [];
      }),
    ];
  };
}

const values =
  (check: (key: string) => Check): Check =>
  (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([key, entry]) => check(key)(entry, `${path}.${key}`))
      : problem(path, "must be an object");

const lines = either(text, list(text));
const count = either(oneOf(null), integer(0));
const bundle = values((type) => (/^application\/(.*\+)?json$/.test(type) ? anything : lines));
const shared = { name: matching(/^.+$/), tags: list(matching(/^[^,]+$/), { unique: true }) };
const anyObject = object({});
const common = { id: matching(/^[a-zA-Z0-9-_]{1,64}$/), source: lines };
const required = ["id", "cell_type", "metadata", "source"];

const cellChecks: Record<string, Check> = {
  raw: object(
    {
      ...common,
      cell_type: oneOf("raw"),
      metadata: object({ ...shared, format: text, jupyter: anyObject }),
      attachments: values(() => bundle),
    },
    required,
    true,
  ),
  markdown: object(
    {
      ...common,
      cell_type: oneOf("markdown"),
      metadata: object({ ...shared, jupyter: anyObject }),
      attachments: values(() => bundle),
    },
    required,
    true,
  ),
  code: object(
    {
      ...common,
      cell_type: oneOf("code"),
      metadata: object({
        ...shared,
        jupyter: object({ source_hidden: flag, outputs_hidden: flag }),
        execution: values(() => text),
        collapsed: flag,
        scrolled: oneOf(true, false, "auto"),
      }),
      outputs: list((value, path) => byType(outputChecks, "output_type")(value, path)),
      execution_count: count,
    },
    [...required, "outputs", "execution_count"],
    true,
  ),
};

const outputChecks: Record<string, Check> = {
  execute_result: object(
    { output_type: anything, execution_count: count, data: bundle, metadata: anyObject },
    ["output_type", "data", "metadata", "execution_count"],
    true,
  ),
  display_data: object(
    { output_type: anything, data: bundle, metadata: anyObject },
    ["output_type", "data", "metadata"],
    true,
  ),
  stream: object({ output_type: anything, name: text, text: lines }, ["output_type", "name", "text"], true),
  error: object(
    { output_type: anything, ename: text, evalue: text, traceback: list(text) },
    ["output_type", "ename", "evalue", "traceback"],
    true,
  ),
};

function byType(checks: Record<string, Check>, key: string): Check {
  return (value, path) => {
    const type = isObject(value) ? value[key] : undefined;
    const check = typeof type === "string" && Object.hasOwn(checks, type) ? checks[type] : undefined;
    return check ? check(value, path) : problem(path, `has no ${key} that is known`);
  };
}

const notebook = object(
  {
    metadata: object({
      kernelspec: object({ name: text, display_name: text }, ["name", "display_name"]),
      language_info: object(
        {
          name: text,
          codemirror_mode: either(text, anyObject),
          file_extension: text,
          mimetype: text,
          pygments_lexer: text,
        },
        ["name"],
      ),
      orig_nbformat: integer(1),
      title: text,
      authors: list(anything),
    }),
    nbformat: integer(4, 4),
    nbformat_minor: integer(5),
    cells: list(byType(cellChecks, "cell_type")),
  },
  ["metadata", "nbformat_minor", "nbformat", "cells"],
  true,
);

/** What is wrong with the text of an `.ipynb` file, one line each; nothing where it keeps nbformat 4.5. */
export function ipynbProblems(json: string): string[] {
  const data: unknown = JSON.parse(json);
  const problems = notebook(data, "notebook");
  return problems.length > 0 ? problems : [...repeated(data, "id"), ...repeated(data, "name")];
}

function repeated(data: unknown, key: "id" | "name"): string[] {
  const cells: unknown[] = isObject(data) && Array.isArray(data.cells) ? data.cells : [];
  const found = cells.flatMap((cell) => {
    const holder = isObject(cell) && key === "name" ? cell.metadata : cell;
    const value = isObject(holder) ? holder[key] : undefined;
    return typeof value === "string" ? [value] : [];
  });
  return found
    .filter((value, at) => found.indexOf(value) < at)
    .map((value) => `${key} ${value} stands twice`);
}
