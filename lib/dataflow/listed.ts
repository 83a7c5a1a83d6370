const maxListed = 8;

/** `a, b and c`; a long list is cut with the number of those left out. */
export function listed(parts: readonly string[]): string {
  if (parts.length > maxListed) {
    return `${parts.slice(0, maxListed).join(", ")} and ${parts.length - maxListed} more`;
  }
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** A name in double quotes, for messages. */
export function quoted(name: string): string {
  return `"${name}"`;
}
