import { pass, unknown } from "@sekinin/responsibility";
import { describe, expect, test } from "vitest";
import { decided, rootArn, sampleControls } from "../testing/sample-crawl.ts";
import { sightingsOf } from "./sightings.ts";

const denied = { code: "access-denied" } as const;
const bucket = { region: "eu-west-1", controlId: "c-bucket", resource: "arn:aws:s3:::a" };
const instance = { region: "eu-west-1", controlId: "c-instance", resource: "arn:aws:ec2:eu-west-1:1:instance/i-1" };
const regions = ["eu-west-1"];

describe("a finding that the crawl does not name", () => {
  test.each([
    { given: "its list was read", finding: instance, rows: [], regions, expected: { kind: "gone" } },
    {
      given: "the list of its Region was not read",
      finding: instance,
      rows: [decided("c-instance", "eu-west-1", rootArn, unknown(denied))],
      regions,
      expected: { kind: "unread", reason: denied },
    },
    {
      given: "the list of another Region was not read",
      finding: instance,
      rows: [decided("c-instance", "us-east-1", rootArn, unknown(denied))],
      regions: ["eu-west-1", "us-east-1"],
      expected: { kind: "gone" },
    },
    {
      given: "the list of another control was not read",
      finding: instance,
      rows: [decided("c-bucket", "global", rootArn, unknown(denied))],
      regions,
      expected: { kind: "gone" },
    },
    {
      given: "the account could not be entered",
      finding: instance,
      rows: [decided("c-instance", "global", rootArn, unknown({ code: "role-missing" }))],
      regions: null,
      expected: { kind: "unread", reason: { code: "role-missing" } },
    },
    {
      given: "the list of Regions was not read",
      finding: instance,
      rows: [],
      regions: null,
      expected: { kind: "unread", reason: { code: "not-collected" } },
    },
    {
      given: "its Region was switched off",
      finding: instance,
      rows: [],
      regions: ["us-east-1"],
      expected: { kind: "unread", reason: { code: "region-disabled" } },
    },
    {
      given: "buckets were listed, its Region is off",
      finding: bucket,
      rows: [],
      regions: [],
      expected: { kind: "gone" },
    },
    {
      given: "buckets could not be listed",
      finding: bucket,
      rows: [decided("c-bucket", "global", rootArn, unknown(denied))],
      regions,
      expected: { kind: "unread", reason: denied },
    },
    {
      given: "the bucket's Region could not be read, so it is listed under another",
      finding: bucket,
      rows: [decided("c-bucket", "global", bucket.resource, unknown(denied))],
      regions,
      expected: { kind: "unread", reason: denied },
    },
    {
      given: "its control is no longer in the catalogue",
      finding: { ...bucket, controlId: "c-old" },
      rows: [],
      regions: null,
      expected: { kind: "not-applicable" },
    },
  ])("$given: $expected.kind", ({ finding, rows, regions, expected }) => {
    expect(sightingsOf(rows, sampleControls, regions).of(finding)).toEqual(expected);
  });
});

describe("a finding that the crawl names", () => {
  test("is what the crawl says", () => {
    const rows = [decided("c-instance", "eu-west-1", instance.resource, pass())];
    expect(sightingsOf(rows, sampleControls, regions).of(instance)).toEqual({ kind: "pass" });
  });

  test("by another partition's root is still an unread list", () => {
    const root = "arn:aws-cn:iam::111111111111:root";
    const rows = [decided("c-instance", "eu-west-1", root, unknown(denied))];
    expect(sightingsOf(rows, sampleControls, regions).of(instance)).toMatchObject({ kind: "unread" });
  });

  test("is one resource however its unread name looks", () => {
    const rows = [decided("c-instance", "eu-west-1", "arn:fake:root", unknown(denied))];
    expect(sightingsOf(rows, sampleControls, regions).of(instance)).toEqual({ kind: "gone" });
  });
});

test("a resource that was decided twice is refused", () => {
  const twice = decided("c-bucket", "eu-west-1", "arn:aws:s3:::a", pass());
  expect(() => sightingsOf([twice, twice], sampleControls, regions)).toThrow("Decided twice");
});
