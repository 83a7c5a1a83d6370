/** A plain worker that is given rows as Arrow bytes and puts each through a function: what a sandbox's cost is measured against. */
import { tableFromIPC } from "apache-arrow";

/** The function of the bench's cell. */
const each = (row) => ({ id: row.id, total: row.amount * 1.2, kind: row.kind.toUpperCase() });

self.onmessage = ({ data }) => {
  const rows = [];
  // Batch by batch, as columns: looking a row up in the table itself costs several times as much.
  for (const batch of tableFromIPC(data).batches) {
    const ids = batch.getChild("id").toArray();
    const amounts = batch.getChild("amount").toArray();
    const kinds = batch.getChild("kind");
    for (let at = 0; at < batch.numRows; at++)
      rows.push({ id: ids[at], amount: amounts[at], kind: kinds.get(at) });
  }
  self.postMessage(rows.map(each).length);
};
