import { expect, test } from "vitest";
import { testSettings } from "./test-settings.ts";

test.each([
  { given: "production", NODE_ENV: "production" },
  { given: "no NODE_ENV", NODE_ENV: undefined },
])("a fault point has no effect in $given", ({ NODE_ENV }) => {
  expect(testSettings({ NODE_ENV, SEKININ_FAULT_POINT: "mid-write", SEKININ_TEST_CALLS_IN_FLIGHT: "1" })).toEqual({});
});

test("in a test the settings are parsed", () => {
  const settings = testSettings({
    NODE_ENV: "test",
    SEKININ_FAULT_POINT: "mid-write",
    SEKININ_TEST_LEASE_SECONDS: "3",
    SEKININ_TEST_CALLS_IN_FLIGHT: "20",
  });
  expect(settings).toEqual({
    SEKININ_FAULT_POINT: "mid-write",
    SEKININ_FAULT_ACTION: "kill",
    SEKININ_FAULT_COUNT: 1,
    SEKININ_TEST_LEASE_SECONDS: 3,
    SEKININ_TEST_CALLS_IN_FLIGHT: 20,
  });
});

test("a point that does not exist is refused, so that no fault test passes by a typing error", () => {
  expect(() => testSettings({ NODE_ENV: "test", SEKININ_FAULT_POINT: "mid-wirte" })).toThrow("SEKININ_FAULT_POINT");
});
