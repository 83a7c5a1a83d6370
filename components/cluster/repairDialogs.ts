/** What is fetched when somebody first looks for look-alikes or repairs. */
export { ClusterDialog } from "./ClusterDialog.tsx";
export { RepairDialog } from "./RepairDialog.tsx";
