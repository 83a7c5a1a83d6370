/** Fetches what only an opened receipt draws. */
export const loadReceipt = () => import("./ReceiptDetails.tsx");
