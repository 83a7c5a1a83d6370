/**
 * From when on a rule speaks. Shares are of a column's values without NULL, empty texts and words for "nothing". They are
 * set so that clean columns of the shared data sets stay silent.
 */
export const thresholds = {
  /** A text column is numbers, dates or numbers with a unit if this share of it is. */
  kindShare: 0.95,
  /** Fewer values than this prove nothing of their kind. */
  leastValues: 5,
  /** Words for "nothing" are a hint up to this share: where most say "none", that is what the column says. */
  tokenShare: 0.5,
  /** A column of categories repeats itself: at most this many values for each row. */
  categoryShare: 0.5,
  mostCategories: 20_000,
  /** Look-alike texts are compared from this length of what is left of them: "C" and "C++" are none. */
  leastLookAlike: 3,
  /** Nearly unique: at least this share of the rows has a value of its own, of at least so many rows. */
  nearlyUnique: 0.99,
  leastRowsOfKey: 50,
  /** A date that stands for "unknown" has this many times the rows of an average day, and at least so many. */
  sentinelSpike: 3,
  leastSentinels: 3,
  /** So many years from now on is the far future. */
  futureYears: 50,
  /** Outliers lie this many times the distance between the quartiles beyond them, and are at most this share. */
  outlierReach: 3,
  outlierShare: 0.02,
  /** Values of a foreign key that its relation has to hold. */
  inclusion: 0.98,
} as const;
