/** Lengths of a whole link in characters. */
export const linkLimits = {
  /** Some chats cut longer ones. */
  warnAbove: 2_000,
  /** Longer ones are not made: the notebook goes as a file. */
  refuseAbove: 32_000,
} as const;
