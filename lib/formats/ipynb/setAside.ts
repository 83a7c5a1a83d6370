import { type JsonObject, objectUnder } from "../jsonObject.ts";

/** Collects what nbformat 4.5 does not allow where it stood, by its place: it is kept in the metadata instead. */
export class SetAside {
  private readonly parts: [string, unknown][] = [];

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  add(place: string, value: unknown): void {
    this.parts.push([place, value]);
  }

  /** The metadata with what was set aside under `eider.setAside`. */
  into(metadata: JsonObject): JsonObject {
    if (this.isEmpty) return metadata;
    const eider = objectUnder(metadata, "eider");
    const setAside = Object.fromEntries([...Object.entries(objectUnder(eider, "setAside")), ...this.parts]);
    return { ...metadata, eider: { ...eider, setAside } };
  }
}
