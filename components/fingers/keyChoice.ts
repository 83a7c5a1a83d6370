import { create } from "zustand";
import { type CustomKeys, parseCustomKeys, printCustomKeys } from "../../lib/notebookKeys/customKeys.ts";

const key = "eider.keys";

/** The keys that were chosen on this device. */
export const useKeyChoice = create<{ custom: CustomKeys }>(() => ({ custom: read() }));

/** Takes other keys from now on, here and in tabs opened later. */
export function chooseKeys(custom: CustomKeys): void {
  useKeyChoice.setState({ custom });
  try {
    if (Object.keys(custom).length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, printCustomKeys(custom));
  } catch (thrown) {
    // Private windows may refuse storage; the keys then hold until the page is closed.
    console.info("The keys could not be kept.", thrown);
  }
}

function read(): CustomKeys {
  try {
    const text = localStorage.getItem(key);
    const read = text === null ? null : parseCustomKeys(text);
    return read && "keys" in read ? read.keys : {};
  } catch (thrown) {
    console.info("The keys that were kept could not be read.", thrown);
    return {};
  }
}
