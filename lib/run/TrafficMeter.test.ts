import { describe, expect, it } from "vitest";
import type { Traffic } from "../s3/s3.ts";
import { FakeS3 } from "../store/testing/fakeS3.ts";
import { TrafficMeter } from "./TrafficMeter.ts";

describe("what was fetched meanwhile", () => {
  it("is told to the last byte, and to nothing else", async () => {
    const s3 = new FakeS3();
    const meter = new TrafficMeter();
    const told: Record<string, Traffic> = {};
    const begin = (name: string) => meter.begin(s3, "n", (spent) => Object.assign(told, { [name]: spent }));
    s3.untold = { requests: 9, bytes: 9 };
    const end = await begin("first");
    s3.spend({ requests: 2, bytes: 50 });
    expect(told).toEqual({ first: { requests: 2, bytes: 50 } });
    s3.untold = { requests: 1, bytes: 5 };
    await end();
    s3.spend({ requests: 100, bytes: 700 });
    expect(told).toEqual({ first: { requests: 3, bytes: 55 } });
    const endSecond = await begin("second");
    s3.spend({ requests: 1, bytes: 7 });
    await endSecond();
    expect(told).toEqual({ first: { requests: 3, bytes: 55 }, second: { requests: 1, bytes: 7 } });
  });
});
