/** Whether a fragment lets the page into the folder that `eider serve` was given. */
export const isFolderAddress = (fragment: string): boolean => fragment.startsWith("#folder=");
