/** What a compare cell's text says: only what a person changed. */
export interface CompareChoices {
  /** Columns that are not compared. */
  readonly ignore: readonly string[];
  /** How far numbers may be apart and still count as the same, for all numeric columns or by column; at least 0. */
  readonly tolerance: number | Readonly<Record<string, number>>;
  /** How texts are compared; all of a text counts where nobody says otherwise. */
  readonly text: TextChoices;
}

export interface TextChoices {
  /** Whether white space around a text is left out of account. */
  readonly trim: boolean;
  /** Whether capital and small letters differ. */
  readonly case: boolean;
}

export const noChoices: CompareChoices = { ignore: [], tolerance: 0, text: { trim: false, case: true } };
