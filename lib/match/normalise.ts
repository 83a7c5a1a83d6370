import type { Role } from "./setup.ts";

/** Roles whose values are compared word by word. */
export const wordRoles: readonly Role[] = ["name", "person", "title", "text", "address"];

/** Of any expression: lower case without accents, one space between words; null where nothing is left. */
export function textOf(value: string): string {
  return `nullif(trim(regexp_replace(lower(strip_accents(${value}::VARCHAR)), '[^\\p{L}\\p{N}]+', ' ', 'g')), '')`;
}

const digitsOf = (value: string) => `regexp_replace(${value}::VARCHAR, '[^0-9]', '', 'g')`;

/** Text that is a date in one of the common notations, as DATE; null where it is none. */
function dateOf(value: string): string {
  const text = `trim(${value}::VARCHAR)`;
  const formats = ["%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y"].map((format) => `'${format}'`).join(", ");
  return `coalesce(try_cast(${text} as DATE), try_strptime(${text}, [${formats}])::DATE, try_strptime(left(${text}, 10), '%Y-%m-%d')::DATE)`;
}

/** SQL that makes the values of a column comparable, by its role; `value` is its quoted name. */
export function normalised(role: Role, value: string): string {
  switch (role) {
    case "email":
      return `nullif(lower(trim(${value}::VARCHAR)), '')`;
    case "phone":
      return `nullif(${digitsOf(value)}, '')`;
    case "code":
      return `nullif(regexp_replace(lower(strip_accents(${value}::VARCHAR)), '[^\\p{L}\\p{N}]+', '', 'g'), '')`;
    case "number":
      return `try_cast(regexp_replace(${value}::VARCHAR, '[^0-9.eE-]', '', 'g') as DOUBLE)`;
    case "date":
      return dateOf(value);
    default:
      return textOf(value);
  }
}

/**
 * The distinct words of a value, with those of the form AB-12/C also written together: what one side spells with hyphens
 * the other may not.
 */
export function wordsOf(value: string): string {
  const joined = `regexp_replace(lower(strip_accents(${value}::VARCHAR)), '[^\\p{L}\\p{N}\\s]+', '', 'g')`;
  return `list_distinct(list_concat(string_split(${textOf(value)}, ' '), list_filter(regexp_split_to_array(trim(${joined}), '\\s+'), lambda x: length(x) >= 4 and regexp_matches(x, '[0-9]'))))`;
}

/** Whether values of a role are so short that a misspelling shows in their letters. */
export function isSpelt(role: Role): boolean {
  return role === "name" || role === "person" || role === "address";
}
