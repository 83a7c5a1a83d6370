import { type AvroColumn, plainField } from "./avroColumn.ts";
import { type AvroType, BadSchema, typeName } from "./avroSchema.ts";
import { jsonOfAvro } from "./jsonOfAvro.ts";
import { NullColumn, VariableColumn } from "./leafColumns.ts";
import { type ColumnPlan, logicalColumn } from "./logicalColumn.ts";
import { ListColumn, NullableColumn, StructColumn, UnionColumn } from "./nestedColumns.ts";
import { primitiveColumn, textColumn } from "./primitiveColumn.ts";

const mostColumns = 100_000;
const encoder = new TextEncoder();

/** The columns of a schema: the fields of a record, or the one value of another type. */
export function avroColumns(type: AvroType, plan: ColumnPlan): AvroColumn[] {
  const maker = new ColumnMaker(plan);
  if (type.kind !== "record") return [maker.make("value", type, "0", "value", [])];
  return type.fields.map((field, index) =>
    maker.make(field.name, field.type, String(index), field.name, [type]),
  );
}

class ColumnMaker {
  private made = 0;

  constructor(private readonly plan: ColumnPlan) {}

  /** `top` is the column of the table that it is in, `open` the records that it is in. */
  make(name: string, type: AvroType, path: string, top: string, open: readonly AvroType[]): AvroColumn {
    if (++this.made > mostColumns) throw new BadSchema(`it comes to more than ${mostColumns} columns`);
    const special = logicalColumn(name, type, path, this.plan) ?? primitiveColumn(name, type);
    if (special) return special;
    switch (type.kind) {
      case "record": {
        if (open.includes(type)) {
          this.plan.recursive.add(top);
          return jsonColumn(name, type);
        }
        const children = type.fields.map((field, index) =>
          this.make(field.name, field.type, `${path}.${index}`, top, [...open, type]),
        );
        return new StructColumn(
          plainField(
            name,
            { kind: "struct" },
            children.map((child) => child.field),
          ),
          children,
        );
      }
      case "array": {
        const item = this.make("item", type.items, `${path}.0`, top, open);
        return new ListColumn(plainField(name, { kind: "list", offsets: 32 }, [item.field]), item);
      }
      case "map": {
        const key = textColumn("key", "text");
        const value = this.make("value", type.values, `${path}.value`, top, open);
        const entries = new StructColumn(
          plainField("entries", { kind: "struct" }, [key.field, value.field]),
          [key, value],
        );
        return new ListColumn(plainField(name, { kind: "map" }, [entries.field]), entries);
      }
      case "union":
        return this.union(name, type.branches, path, top, open);
      default:
        throw new BadSchema(`a type ${typeName(type)} is not known`);
    }
  }

  private union(
    name: string,
    branches: readonly AvroType[],
    path: string,
    top: string,
    open: readonly AvroType[],
  ): AvroColumn {
    const kept = branches.filter((branch) => branch.kind !== "null");
    const [only] = kept;
    if (only === undefined) {
      return branches.length === 0
        ? new NullColumn(plainField(name, { kind: "null" }))
        : new NullableColumn(new NullColumn(plainField(name, { kind: "null" })), branches.length, 0);
    }
    if (kept.length === 1) {
      const inner = this.make(name, only, path, top, open);
      return new NullableColumn(
        inner,
        branches.length,
        branches.findIndex((branch) => branch.kind === "null"),
      );
    }
    // No more numbers than these has a union of DuckDB.
    if (kept.length > 127) throw new BadSchema(`a union has ${kept.length} types`);
    const members = kept.map((branch, index) =>
      this.make(typeName(branch), branch, `${path}.${index}`, top, open),
    );
    return new UnionColumn(
      name,
      members,
      branches.map((branch) => (branch.kind === "null" ? null : kept.indexOf(branch))),
    );
  }
}

function jsonColumn(name: string, type: AvroType): AvroColumn {
  return new VariableColumn(plainField(name, { kind: "text", offsets: 32 }), 0, (cursor, bytes) => {
    const text = encoder.encode(jsonOfAvro(type, cursor));
    bytes.append(text, 0, text.length);
  });
}
