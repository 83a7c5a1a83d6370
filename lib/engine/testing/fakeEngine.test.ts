import { engineContract } from "./engineContract.ts";
import { FakeEngine } from "./fakeEngine.ts";

engineContract("The fake engine", async () => new FakeEngine());
