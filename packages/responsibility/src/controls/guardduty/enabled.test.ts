import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { unread } from "../../reading.ts";
import { accountFactsWith, contextWith, threatDetectionWith } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { guarddutyEnabled } from "./enabled.ts";

const on = { id: "d-1", enabled: true };
const off = { id: "d-2", enabled: false };

test.each([
  { given: "on", detectors: [on], source: "detector", expected: pass({ source: "detector" }) },
  {
    given: "on, by the administrator's list",
    detectors: [on],
    source: "administrator",
    expected: pass({ source: "administrator" }),
  },
  { given: "one on, one suspended", detectors: [off, on], source: "detector", expected: pass({ source: "detector" }) },
  { given: "suspended", detectors: [off], source: "detector", expected: fail("suspended", { source: "detector" }) },
  { given: "none", detectors: [], source: "detector", expected: fail("no-detector", { source: "detector" }) },
] as const)("$given: $expected.verdict", ({ expected, ...detection }) => {
  expect(guarddutyEnabled.decide(threatDetectionWith(detection), contextWith())).toEqual(expected);
});

test("a Region where the call was refused is unknown", () => {
  const facts = accountFactsWith({
    resources: { "AWS::GuardDuty::Detector": unread("access-denied", "guardduty:ListDetectors") },
  });
  const [row] = decideAccount([guarddutyEnabled], facts, contextWith());
  expect(row?.verdict).toEqual(unknown({ code: "access-denied", action: "guardduty:ListDetectors" }));
});
