import { Data, DataType, RecordBatch, type Schema, Struct } from "apache-arrow";

/** Where the parts of an ArrowArray of Arrow's C data interface lie, in bytes, with pointers of 32 bits. */
const at = { length: 0, nulls: 8, offset: 16, buffers: 40, children: 44 } as const;

/** Whether `ffiBatch` can look at columns of all these types. */
export function isFfiReadable(schema: Schema): boolean {
  return schema.fields.every((field) => isReadable(field.type));
}

function isReadable(type: DataType): boolean {
  if (
    DataType.isStruct(type) ||
    DataType.isList(type) ||
    DataType.isMap(type) ||
    DataType.isFixedSizeList(type)
  ) {
    return type.children.every((child: { type: DataType }) => isReadable(child.type));
  }
  return isFixedWidth(type) || isBytes(type) || DataType.isBool(type);
}

function isFixedWidth(type: DataType): boolean {
  return (
    DataType.isInt(type) ||
    DataType.isFloat(type) ||
    DataType.isDecimal(type) ||
    DataType.isFixedSizeBinary(type) ||
    DataType.isDate(type) ||
    DataType.isTime(type) ||
    DataType.isTimestamp(type)
  );
}

function isBytes(type: DataType): boolean {
  return DataType.isUtf8(type) || DataType.isBinary(type);
}

/**
 * The record batch whose ArrowArray is at `address` of a module's memory, without copying: its columns are views of that
 * memory, right only until the module runs again. null where the array is cut out of a larger one.
 */
export function ffiBatch(memory: ArrayBuffer, address: number, schema: Schema): RecordBatch | null {
  const data = new FfiMemory(memory).data(new Struct(schema.fields), address);
  return data && new RecordBatch(schema, data);
}

class FfiMemory {
  private readonly view: DataView;

  constructor(private readonly memory: ArrayBuffer) {
    this.view = new DataView(memory);
  }

  data<T extends DataType>(type: T, array: number): Data<T> | null {
    const length = this.long(array + at.length);
    const nullCount = this.long(array + at.nulls);
    if (this.long(array + at.offset) !== 0 || nullCount < 0) return null;
    const children: Data[] = [];
    for (const [index, child] of (type.children ?? []).entries()) {
      const data = this.data(child.type, this.pointer(this.pointer(array + at.children) + index * 4));
      if (!data) return null;
      children.push(data);
    }
    const buffers = this.pointer(array + at.buffers);
    const bytes = (index: number, size: number) => this.bytes(this.pointer(buffers + index * 4), size);
    const bitBytes = (length + 7) >> 3;
    const nulls = nullCount > 0 ? bytes(0, bitBytes) : undefined;
    const made = (ends?: Int32Array, values?: unknown) =>
      new Data(type, 0, length, nullCount, [ends, values, nulls], children);
    if (DataType.isStruct(type) || DataType.isFixedSizeList(type)) return made();
    if (DataType.isBool(type)) return made(undefined, bytes(1, bitBytes));
    if (DataType.isList(type) || DataType.isMap(type)) return made(int32s(bytes(1, (length + 1) * 4)));
    if (isBytes(type)) {
      const ends = int32s(bytes(1, (length + 1) * 4));
      return made(ends, bytes(2, ends[length] ?? 0));
    }
    const { ArrayType } = type;
    const values = bytes(1, length * stride(type) * ArrayType.BYTES_PER_ELEMENT);
    return made(
      undefined,
      new ArrayType(values.buffer, values.byteOffset, values.byteLength / ArrayType.BYTES_PER_ELEMENT),
    );
  }

  private pointer(address: number): number {
    return this.view.getUint32(address, true);
  }

  private long(address: number): number {
    return Number(this.view.getBigInt64(address, true));
  }

  /** Bytes at an address; copied where typed arrays could not begin there. */
  private bytes(address: number, size: number): Uint8Array {
    if (size === 0 || address === 0) return new Uint8Array(size);
    const bytes = new Uint8Array(this.memory, address, size);
    return address % 8 === 0 ? bytes : bytes.slice();
  }
}

/** Elements of its typed array that one value of a type takes. */
function stride(type: DataType): number {
  if (DataType.isDecimal(type)) return type.bitWidth / 32;
  return DataType.isFixedSizeBinary(type) ? type.byteWidth : 1;
}

function int32s(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}
