import { DiskBar } from "./DiskBar.tsx";
import { FollowBar } from "./FollowBar.tsx";

/** What stands over a notebook that something else writes as well: another tab, or another program. */
export function ElsewhereBars() {
  return (
    <>
      <FollowBar />
      <DiskBar />
    </>
  );
}
