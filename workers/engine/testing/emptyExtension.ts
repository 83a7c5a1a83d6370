const text = (value: string) => [...new TextEncoder().encode(value)];
const named = (name: string) => [name.length, ...text(name)];

/** A number as WebAssembly writes lengths. */
function leb(value: number): number[] {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...leb(value >> 7)];
}

const section = (id: number, content: readonly number[]) => [id, ...leb(content.length), ...content];
const field = (value: string) => [...text(value), ...new Array<number>(32 - value.length).fill(0)];

/**
 * An extension of DuckDB that adds nothing and that nobody signed: a module that can be linked at run time, with the one
 * function that DuckDB calls, and the footer in which DuckDB reads what the file is for. For tests only.
 */
export function emptyExtension(name: string, version: string, platform: string): Uint8Array {
  const linkable = section(0, [...named("dylink.0"), 1, 4, 0, 0, 0, 0]);
  // One function that takes a pointer and gives nothing.
  const types = section(1, [1, 0x60, 1, 0x7f, 0]);
  const functions = section(3, [1, 0]);
  const exported = section(7, [1, ...named(`${name}_duckdb_cpp_init`), 0, 0]);
  const code = section(10, [1, 2, 0, 0x0b]);
  const footer = ["", "", "", "CPP", version, version, platform, "4"].flatMap(field);
  const signature = section(0, [...named("duckdb_signature"), ...footer, ...new Array<number>(256).fill(0)]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...linkable,
    ...types,
    ...functions,
    ...exported,
    ...code,
    ...signature,
  ]);
}
