import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, trailCoverageWith, trailWith } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { multiRegionTrail } from "./multi-region-trail.ts";

const { arn } = trailWith();
const stopped = trailWith({ isLogging: read(false) });
const partial = trailWith({ recordsAllManagementEvents: read(false) });
const statusDenied = trailWith({ isLogging: unread("access-denied", "cloudtrail:GetTrailStatus") });
const selectorsDenied = trailWith({
  recordsAllManagementEvents: unread("access-denied", "cloudtrail:GetEventSelectors"),
});
const good = pass({ trail: arn, organization: false });

test.each([
  { given: "a good trail", trails: [trailWith()], expected: good },
  {
    given: "the organisation's trail",
    trails: [trailWith({ isOrganizationTrail: true })],
    expected: pass({ trail: arn, organization: true }),
  },
  {
    given: "a good trail after a stopped one",
    trails: [stopped, trailWith({ arn: "arn:second" })],
    expected: pass({ trail: "arn:second", organization: false }),
  },
  { given: "no trail", trails: [], expected: fail("no-trail") },
  {
    given: "one Region",
    trails: [trailWith({ isMultiRegion: false })],
    expected: fail("no-multi-region", { trails: 1 }),
  },
  { given: "stopped", trails: [stopped], expected: fail("not-logging", { trails: [arn] }) },
  { given: "some events left out", trails: [partial], expected: fail("events-left-out", { trails: [arn] }) },
  {
    given: "stopped, and another leaves out events",
    trails: [stopped, partial],
    expected: fail("events-left-out", { trails: [arn, arn] }),
  },
  {
    given: "status refused",
    trails: [statusDenied],
    expected: unknown({ code: "access-denied", action: "cloudtrail:GetTrailStatus" }),
  },
  {
    given: "selectors refused",
    trails: [selectorsDenied],
    expected: unknown({ code: "access-denied", action: "cloudtrail:GetEventSelectors" }),
  },
  {
    given: "status refused of a trail that leaves out events",
    trails: [{ ...statusDenied, recordsAllManagementEvents: read(false) }],
    expected: fail("events-left-out", { trails: [arn] }),
  },
  {
    given: "selectors refused of a stopped trail",
    trails: [{ ...selectorsDenied, isLogging: read(false) }],
    expected: fail("not-logging", { trails: [arn] }),
  },
  { given: "one refused, another good", trails: [statusDenied, trailWith()], expected: good },
  {
    given: "one refused, another stopped",
    trails: [stopped, statusDenied],
    expected: unknown({ code: "access-denied", action: "cloudtrail:GetTrailStatus" }),
  },
  {
    given: "status refused of a trail in one Region",
    trails: [{ ...statusDenied, isMultiRegion: false }],
    expected: fail("no-multi-region", { trails: 1 }),
  },
])("$given: $expected.verdict", ({ trails, expected }) => {
  expect(multiRegionTrail.decide(trailCoverageWith({ trails }), contextWith())).toEqual(expected);
});
