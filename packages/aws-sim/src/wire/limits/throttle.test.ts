import { expect, test } from "vitest";
import { rates } from "./rates.ts";
import { createThrottle, type ThrottledCall, type ThrottleSetting } from "./throttle.ts";

const call = (change: Partial<ThrottledCall>): ThrottledCall => ({
  service: "organizations",
  operation: "DescribePolicy",
  accountId: "111111111111",
  organizationId: "o-1",
  region: "us-east-1",
  input: { some: "input" },
  ...change,
});

/** Calls admitted when as many as possible are made during `seconds`, one try per 10 ms and caller. */
function admitted(setting: ThrottleSetting, callers: readonly ThrottledCall[], seconds: number): number {
  const throttle = createThrottle(setting);
  let count = 0;
  for (let now = 0; now < seconds * 1000; now += 10)
    for (const each of callers) count += Number(throttle.admits(each, now));
  return count;
}

test.each([
  { given: "DescribePolicy: 2 at once and 2 a second", callers: [call({})], seconds: 10, expected: 22 },
  {
    given: "two accounts share the organisation's 2 a second",
    callers: [call({}), call({ accountId: "222222222222" })],
    seconds: 10,
    expected: 23,
  },
  {
    given: "two organisations do not",
    callers: [call({}), call({ accountId: "222222222222", organizationId: "o-2" })],
    seconds: 10,
    expected: 44,
  },
  {
    given: "the lists of one row share it",
    callers: [call({ operation: "ListAccountsForParent" }), call({ operation: "ListOrganizationalUnitsForParent" })],
    seconds: 10,
    expected: 58,
  },
  {
    given: "EC2 has a bucket per operation",
    callers: [
      call({ service: "ec2", operation: "DescribeVpcs" }),
      call({ service: "ec2", operation: "DescribeSubnets" }),
    ],
    seconds: 2,
    expected: 280,
  },
  {
    given: "EC2 has a bucket per Region",
    callers: [
      call({ service: "ec2", operation: "DescribeVpcs" }),
      call({ service: "ec2", operation: "DescribeVpcs", region: "eu-west-1" }),
    ],
    seconds: 2,
    expected: 280,
  },
  {
    given: "instances asked for without a page size",
    callers: [call({ service: "ec2", operation: "DescribeInstances", input: {} })],
    seconds: 2,
    expected: 70,
  },
  {
    given: "Lambda's calls share one bucket, GetPolicy has its own",
    callers: ["ListFunctions", "ListFunctionUrlConfigs", "GetPolicy"].map((operation) =>
      call({ service: "lambda", operation }),
    ),
    seconds: 2,
    expected: 90,
  },
  {
    given: "CloudTrail's calls share 10 a second",
    callers: ["DescribeTrails", "GetTrailStatus"].map((operation) => call({ service: "cloudtrail", operation })),
    seconds: 2,
    expected: 30,
  },
])("$given", ({ callers, seconds, expected }) => {
  const count = admitted("published", callers, seconds);
  expect(Math.abs(count - expected)).toBeLessThanOrEqual(2);
});

test.each<{ setting: ThrottleSetting; expected: number }>([
  { setting: "off", expected: 1000 },
  { setting: 10, expected: 220 },
  { setting: 0.1, expected: 3 },
])("the setting $setting scales rate and burst", ({ setting, expected }) => {
  expect(Math.abs(admitted(setting, [call({})], 10) - expected)).toBeLessThanOrEqual(2);
});

test("a refused call takes no token of the other bucket", () => {
  const throttle = createThrottle("published");
  const account = (accountId: string) => call({ accountId });
  // The organisation's three tokens are spent by two accounts; the second account keeps one of its own two.
  expect([account("1"), account("1"), account("2"), account("2")].map((each) => throttle.admits(each, 0))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(throttle.admits(account("2"), 500)).toBe(true);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("a scale of %s is refused", (scale) => {
  expect(() => createThrottle(scale)).toThrow(RangeError);
});

test.each(Object.entries(rates))("every rate of %s is a bucket that lets one call through", (_, list) => {
  expect(list.length).toBeGreaterThan(0);
  for (const { perSecond, burst } of list) expect(Math.min(perSecond, burst)).toBeGreaterThanOrEqual(1);
});
