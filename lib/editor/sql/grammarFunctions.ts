/**
 * Functions that DuckDB's grammar knows and its catalogue does not list:
 * how they are called, what kind they are, what they give, and what they do.
 */
export const grammarFunctions: readonly [
  call: string,
  kind: "scalar" | "aggregate",
  returns: string,
  description: string,
][] = [
  ["coalesce(value, …)", "scalar", "", "The first of the values that is not NULL."],
  ["extract(part from timestamp)", "scalar", "BIGINT", "A part of a date or time, such as year or hour."],
  ["ifnull(value, instead)", "scalar", "", "The value, or the other one where it is NULL."],
  ["nullif(value, other)", "scalar", "", "NULL where both are equal, else the first."],
  ["cume_dist()", "aggregate", "DOUBLE", "The share of the partition's rows that are at or before the row."],
  ["dense_rank()", "aggregate", "BIGINT", "The row's rank without gaps; peers share one."],
  ["first_value(value)", "aggregate", "", "The value of the first row of the window frame."],
  [
    "lag(value, offset, default)",
    "aggregate",
    "",
    "The value of a row before, the very last where no offset is given.",
  ],
  ["last_value(value)", "aggregate", "", "The value of the last row of the window frame."],
  [
    "lead(value, offset, default)",
    "aggregate",
    "",
    "The value of a row behind, the very next where no offset is given.",
  ],
  ["nth_value(value, nth)", "aggregate", "", "The value of the n-th row of the window frame, from 1."],
  ["ntile(buckets)", "aggregate", "BIGINT", "The number of the bucket that the row falls in, from 1."],
  ["percent_rank()", "aggregate", "DOUBLE", "The row's rank as a share from 0 to 1."],
  ["rank()", "aggregate", "BIGINT", "The row's rank with gaps; peers share one."],
  ["row_number()", "aggregate", "BIGINT", "The number of the row in its partition, from 1."],
];
