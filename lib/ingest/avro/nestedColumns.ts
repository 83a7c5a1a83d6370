import type { ArrowField } from "../columnar/arrowField.ts";
import type { Column } from "../columnar/column.ts";
import type { AvroCursor } from "./AvroCursor.ts";
import { type AvroColumn, columnOf, GrowingBytes, plainField, Validity } from "./avroColumn.ts";

/** A union of null and one type: that type, with NULLs. */
export class NullableColumn implements AvroColumn {
  readonly least = 1;
  readonly field: ArrowField;

  constructor(
    private readonly inner: AvroColumn,
    private readonly branches: number,
    private readonly nullBranch: number,
  ) {
    this.field = inner.field;
  }

  get length(): number {
    return this.inner.length;
  }

  read(cursor: AvroCursor): void {
    if (cursor.branch(this.branches) === this.nullBranch) this.inner.appendNull();
    else this.inner.read(cursor);
  }

  appendNull(): void {
    this.inner.appendNull();
  }

  truncate(length: number): void {
    this.inner.truncate(length);
  }

  take(): Column {
    return this.inner.take();
  }
}

/** Records. */
export class StructColumn implements AvroColumn {
  readonly least: number;
  private readonly validity = new Validity();

  constructor(
    readonly field: ArrowField,
    private readonly children: readonly AvroColumn[],
  ) {
    this.least = children.reduce((sum, child) => sum + child.least, 0);
  }

  get length(): number {
    return this.validity.length;
  }

  read(cursor: AvroCursor): void {
    for (const child of this.children) child.read(cursor);
    this.validity.push(true);
  }

  appendNull(): void {
    for (const child of this.children) child.appendNull();
    this.validity.push(false);
  }

  truncate(length: number): void {
    this.validity.truncate(length);
    for (const child of this.children) child.truncate(length);
  }

  take(): Column {
    const { length } = this;
    return columnOf(length, {
      valid: this.validity.take(),
      children: this.children.map((child) => child.take()),
    });
  }
}

/** Arrays, and maps: arrays of keys and values, whose parts lie in a struct of their own. */
export class ListColumn implements AvroColumn {
  readonly least = 1;
  private readonly validity = new Validity();
  private readonly ends = new GrowingBytes();

  constructor(
    readonly field: ArrowField,
    private readonly item: AvroColumn,
  ) {
    this.pushEnd();
  }

  get length(): number {
    return this.validity.length;
  }

  read(cursor: AvroCursor): void {
    cursor.items(this.item.least, () => this.item.read(cursor));
    this.validity.push(true);
    this.pushEnd();
  }

  appendNull(): void {
    this.validity.push(false);
    this.pushEnd();
  }

  truncate(length: number): void {
    this.validity.truncate(length);
    this.ends.length = (length + 1) * 4;
    this.item.truncate(this.ends.view.getInt32(length * 4, true));
  }

  take(): Column {
    const { length } = this;
    const column = columnOf(length, {
      valid: this.validity.take(),
      buffers: [this.ends.take()],
      children: [this.item.take()],
    });
    this.pushEnd();
    return column;
  }

  private pushEnd(): void {
    const at = this.ends.reach(4);
    this.ends.view.setInt32(at, this.item.length, true);
  }
}

/** Unions of several types: each value in its member's own column, and where it is there. */
export class UnionColumn implements AvroColumn {
  readonly least = 1;
  readonly field: ArrowField;
  private readonly ids = new GrowingBytes();
  private readonly places = new GrowingBytes();

  constructor(
    name: string,
    private readonly members: readonly AvroColumn[],
    /** Which member each branch is; null for the branch of null. */
    private readonly memberOf: readonly (number | null)[],
  ) {
    this.field = plainField(
      name,
      { kind: "union", dense: true, ids: members.map((_, index) => index) },
      members.map((member) => member.field),
    );
  }

  get length(): number {
    return this.ids.length;
  }

  read(cursor: AvroCursor): void {
    const index = this.memberOf[cursor.branch(this.memberOf.length)] ?? null;
    const member = this.members[index ?? 0];
    if (index === null || !member) this.appendNull();
    else {
      member.read(cursor);
      this.push(index, member.length - 1);
    }
  }

  /** A NULL is a NULL of the first member, as unions have none of their own. */
  appendNull(): void {
    const [member] = this.members;
    member?.appendNull();
    this.push(0, (member?.length ?? 0) - 1);
  }

  truncate(length: number): void {
    const counts = this.members.map(() => 0);
    for (let at = 0; at < length; at++) {
      const id = this.ids.bytes[at] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
    }
    this.members.forEach((member, index) => {
      member.truncate(counts[index] ?? 0);
    });
    this.ids.length = length;
    this.places.length = length * 4;
  }

  take(): Column {
    const { length } = this;
    return columnOf(length, {
      buffers: [this.ids.take(), this.places.take()],
      children: this.members.map((member) => member.take()),
    });
  }

  private push(id: number, place: number): void {
    const idAt = this.ids.reach(1);
    this.ids.bytes[idAt] = id;
    const at = this.places.reach(4);
    this.places.view.setInt32(at, place, true);
  }
}
