import { create } from "zustand";

/** What is shown of a cell that has a form beside its text. */
export interface Face {
  builder: boolean;
  spec: boolean;
}

type Faces = Readonly<Record<string, Face>>;

/** By notebook, then by the cell's name, which a reload keeps. */
const useFaces = create<Readonly<Record<string, Faces>>>(() => ({}));

/** Which faces of a cell were chosen on this device; null where none were. */
export function useFace(notebookId: string, name: string): Face | null {
  const faces = useFaces((all) => all[notebookId]) ?? read(notebookId);
  return Object.hasOwn(faces, name) ? (faces[name] ?? null) : null;
}

/** Shows these faces of a cell from now on. The key is of those that are erased with their notebook. */
export function showFace(notebookId: string, name: string, face: Face): void {
  const faces = { ...(useFaces.getState()[notebookId] ?? read(notebookId)), [name]: face };
  useFaces.setState({ [notebookId]: faces });
  try {
    localStorage.setItem(keyOf(notebookId), JSON.stringify(faces));
  } catch (thrown) {
    // Private windows may refuse storage; the choice then holds until the page is closed.
    console.info("Which face a cell shows could not be kept.", thrown);
  }
}

const none: Faces = {};
const known = new Map<string, Faces>();

function read(notebookId: string): Faces {
  let faces = known.get(notebookId);
  if (!faces) {
    faces = parse(notebookId);
    known.set(notebookId, faces);
  }
  return faces;
}

function parse(notebookId: string): Faces {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(keyOf(notebookId)) ?? "{}");
    if (typeof data !== "object" || data === null) return none;
    return Object.fromEntries(
      Object.entries(data).filter((entry): entry is [string, Face] => isFace(entry[1])),
    );
  } catch (thrown) {
    console.info("Which faces cells show could not be read.", thrown);
    return none;
  }
}

function isFace(value: unknown): value is Face {
  if (typeof value !== "object" || value === null || !("builder" in value) || !("spec" in value))
    return false;
  return typeof value.builder === "boolean" && typeof value.spec === "boolean";
}

function keyOf(notebookId: string): string {
  return `eider-faces-${notebookId}`;
}
