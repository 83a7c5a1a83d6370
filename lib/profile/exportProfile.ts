import type { ColumnDetails, ColumnProfile } from "./columnProfile.ts";
import type { Hint } from "./hints/hint.ts";
import { counted, percent, profileSentence } from "./profileWords.ts";

/** A column as the profile page knows it; what is not known yet is null. */
export interface ProfiledColumn {
  name: string;
  type: string;
  profile: ColumnProfile | null;
  details: ColumnDetails | null;
  hints: readonly Hint[] | null;
  problem: string | null;
}

export interface ProfileExport {
  relation: string;
  rows: number | null;
  columns: readonly ProfiledColumn[];
}

/** All that is known, as JSON. Hints without what only a page can do with them. */
export function profileJson({ relation, rows, columns }: ProfileExport): string {
  const plain = {
    relation,
    rows,
    columns: columns.map(({ name, type, profile, details, hints, problem }, at) => ({
      position: at + 1,
      name,
      type,
      ...(problem === null ? {} : { problem }),
      ...(profile && {
        rows: profile.rows,
        nulls: profile.nulls,
        nan: profile.nan,
        infinite: profile.infinite,
        min: profile.min,
        max: profile.max,
        distribution: profile.picture,
      }),
      ...details,
      hints: (hints ?? []).map((hint) => ({
        rule: hint.rule,
        tone: hint.tone,
        title: hint.title,
        rows: hint.rows,
        isSampled: hint.isSampled,
        where: hint.where?.(relation) ?? null,
        mend: hint.mend?.sql(relation) ?? null,
      })),
    })),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

const header = [
  "position",
  "column",
  "type",
  "rows",
  "nulls",
  "distinct",
  "distinct_is_exact",
  "min",
  "max",
  "mean",
  "std",
  "q1",
  "median",
  "q3",
  "quartiles_are_exact",
  "nan",
  "infinite",
  "shortest",
  "longest",
  "empty",
  "hints",
  "problem",
];

/** One row a column, by the rules of RFC 4180. */
export function profileCsv({ columns }: ProfileExport): string {
  const rows = columns.map(({ name, type, profile, details, hints, problem }, at) => {
    const size = details?.text ?? details?.lengths;
    const [q1, median, q3] = details?.quartiles?.values ?? [];
    return [
      at + 1,
      name,
      type,
      profile?.rows,
      profile?.nulls,
      details?.distinct?.count,
      details?.distinct?.isExact,
      profile?.min,
      profile?.max,
      details?.mean,
      details?.std,
      q1,
      median,
      q3,
      details?.quartiles?.isExact,
      profile?.nan,
      profile?.infinite,
      size?.shortest,
      size?.longest,
      size?.empty,
      hints?.map(({ title }) => title).join("; "),
      problem,
    ];
  });
  return [header, ...rows].map((row) => `${row.map(csvField).join(",")}\r\n`).join("");
}

function csvField(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = String(value);
  // An empty text in quotes, as nothing at all is what is not known.
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A report to be read: a table of all columns, then the hints. */
export function profileMarkdown({ relation, rows, columns }: ProfileExport): string {
  const lines = columns.map(({ name, type, profile, details, problem }) => {
    const distinct = details?.distinct;
    const shown = [
      name,
      type.toLowerCase(),
      profile ? `${profile.nulls.toLocaleString("en-US")} (${percent(profile.nulls, profile.rows)})` : "",
      distinct ? `${distinct.isExact ? "" : "≈ "}${distinct.count.toLocaleString("en-US")}` : "",
      profile?.min ?? "",
      profile?.max ?? "",
      problem ?? (profile ? profileSentence(profile) : ""),
    ];
    return `| ${shown.map(markdownText).join(" | ")} |`;
  });
  const hints = columns.flatMap(({ name, hints: found }) =>
    (found ?? []).map(
      (hint) =>
        `- **${markdownText(name)}**: ${markdownText(hint.title)}${hint.rows === null ? "" : ` (${hint.isSampled ? "≈ " : ""}${counted(hint.rows, "row")}${hint.isSampled ? " in a sample" : ""})`}`,
    ),
  );
  const count = rows === null ? "" : `${counted(rows, "row")} × `;
  return [
    `# Profile of ${markdownText(relation)}`,
    "",
    `${count}${counted(columns.length, "column")}`,
    "",
    "| Column | Type | Nulls | Distinct | Min | Max | |",
    "|---|---|---:|---:|---|---|---|",
    ...lines,
    ...(hints.length === 0 ? [] : ["", "## Hints", "", ...hints]),
    "",
  ].join("\n");
}

/** Text that Markdown takes for nothing else. */
function markdownText(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[\\|*_`[\]<>#~]/g, "\\$&");
}
