import { DataType, type Field, Precision, TimeUnit } from "apache-arrow";

/** DuckDB's name for the type that it gives an Arrow column when it is inserted. */
export function duckTypeOf(field: Field): string {
  const extension = field.metadata.get("ARROW:extension:name");
  if (extension === "arrow.uuid") return "UUID";
  if (extension === "arrow.opaque") {
    const { type_name: name }: { type_name?: string } = JSON.parse(
      field.metadata.get("ARROW:extension:metadata") ?? "{}",
    );
    if (name) return name.toUpperCase();
  }
  const { type } = field;
  if (DataType.isBool(type)) return "BOOLEAN";
  if (DataType.isInt(type)) {
    const size = { 8: "TINYINT", 16: "SMALLINT", 32: "INTEGER", 64: "BIGINT" }[type.bitWidth];
    return `${type.isSigned ? "" : "U"}${size}`;
  }
  if (DataType.isFloat(type)) return type.precision === Precision.DOUBLE ? "DOUBLE" : "FLOAT";
  if (DataType.isDecimal(type)) return `DECIMAL(${type.precision},${type.scale})`;
  if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type))
    return "BLOB";
  if (DataType.isDate(type)) return "DATE";
  if (DataType.isTime(type)) return "TIME";
  if (DataType.isTimestamp(type)) return timestamp(type.unit, type.timezone);
  if (DataType.isInterval(type) || DataType.isDuration(type)) return "INTERVAL";
  if (DataType.isNull(type)) return "INTEGER";
  if (DataType.isMap(type)) return `MAP(${type.children[0]?.type.children.map(duckTypeOf).join(", ")})`;
  if (DataType.isList(type)) return `${duckTypeOf(type.valueField)}[]`;
  if (DataType.isFixedSizeList(type)) return `${duckTypeOf(type.valueField)}[${type.listSize}]`;
  if (DataType.isStruct(type)) return `STRUCT(${members(type)})`;
  if (DataType.isUnion(type)) return `UNION(${members(type)})`;
  return "VARCHAR";
}

function timestamp(unit: TimeUnit, timezone?: string | null): string {
  if (timezone) return "TIMESTAMP WITH TIME ZONE";
  if (unit === TimeUnit.MICROSECOND) return "TIMESTAMP";
  return unit === TimeUnit.SECOND
    ? "TIMESTAMP_S"
    : unit === TimeUnit.MILLISECOND
      ? "TIMESTAMP_MS"
      : "TIMESTAMP_NS";
}

function members(type: DataType): string {
  return type.children.map((child: Field) => `${fieldName(child.name)} ${duckTypeOf(child)}`).join(", ");
}

function fieldName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
