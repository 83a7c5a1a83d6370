/** What is fetched once the first rows are on screen. */
export { ProfileBook } from "../../lib/profile/ProfileBook.ts";
export { headerProfiles } from "./HeaderProfile.tsx";
export { ProfilePopover } from "./ProfilePopover.tsx";
