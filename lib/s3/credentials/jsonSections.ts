/** Objects that hold the wanted names: themselves, one level down, or as items of a list. null for what is no JSON. */
export function jsonSections(text: string): Map<string, Map<string, string>> | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const sections = new Map<string, Map<string, string>>();
  const visit = (value: unknown, name: string, depth: number) => {
    if (typeof value !== "object" || value === null || depth > 3) return;
    const texts = new Map<string, string>();
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === "string") texts.set(key, inner);
      // What AWS wraps keys in is no name of a profile.
      else visit(inner, /^(credentials|accesskey|\d+)$/i.test(key) ? name : key, depth + 1);
    }
    if (texts.size > 0 && !sections.has(name)) sections.set(name, texts);
  };
  visit(data, "default", 0);
  return sections;
}
