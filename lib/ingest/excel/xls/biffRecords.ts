/** The records of BIFF that matter here, by number. */
export const biff = {
  bof2: 0x0009,
  bof3: 0x0209,
  bof4: 0x0409,
  bof: 0x0809,
  eof: 0x000a,
  boundSheet: 0x0085,
  codePage: 0x0042,
  dateMode: 0x0022,
  filePass: 0x002f,
  format: 0x041e,
  xf: 0x00e0,
  sst: 0x00fc,
  continued: 0x003c,
  row: 0x0208,
  blank: 0x0201,
  mulBlank: 0x00be,
  number: 0x0203,
  rk: 0x027e,
  mulRk: 0x00bd,
  label: 0x0204,
  rString: 0x00d6,
  labelSst: 0x00fd,
  boolErr: 0x0205,
  formula: 0x0006,
  formula3: 0x0206,
  formula4: 0x0406,
  string: 0x0207,
  mergedCells: 0x00e5,
  colInfo: 0x007d,
  wsBool: 0x0081,
  format2: 0x001e,
  xf3: 0x0243,
  xf4: 0x0443,
  blank2: 0x0001,
  integer2: 0x0002,
  number2: 0x0003,
  label2: 0x0004,
  boolErr2: 0x0005,
  string2: 0x0007,
} as const;

/** One record of a stream: its number, and where its body lies. */
export interface BiffRecord {
  id: number;
  from: number;
  to: number;
}

/** Goes through the records of a stream from a place on; one that is cut off ends it. */
export function* biffRecords(bytes: Uint8Array, start: number): Generator<BiffRecord> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start; at + 4 <= bytes.length; ) {
    const id = view.getUint16(at, true);
    const to = at + 4 + view.getUint16(at + 2, true);
    if (to > bytes.length) return;
    yield { id, from: at + 4, to };
    at = to;
  }
}

/** Numbers of Excel's errors in binary formats. */
const errors: Readonly<Record<number, string>> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
  43: "#GETTING_DATA",
};

/** An error as Excel shows it. */
export function errorText(code: number): string {
  return errors[code] ?? `#ERROR${code}`;
}

/** A number packed into 30 bits: whole, or the upper half of a double; either may stand for a hundredth. */
export function rkNumber(packed: number): number {
  let value: number;
  if (packed & 2) value = packed >> 2;
  else {
    scratch.setUint32(0, packed & 0xfffffffc);
    scratch.setUint32(4, 0);
    value = scratch.getFloat64(0);
  }
  return packed & 1 ? value / 100 : value;
}

const scratch = new DataView(new ArrayBuffer(8));
