import { AppLoader } from "./AppLoader";

export default function Page() {
  return <AppLoader />;
}
