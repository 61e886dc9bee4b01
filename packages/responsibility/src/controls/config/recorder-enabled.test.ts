import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, recorderWith, recordingWith } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { recorderEnabled } from "./recorder-enabled.ts";

const now = "2026-11-24T12:00:00.000Z";
const justNow = "2026-11-24T11:00:00.000Z";
const longAgo = "2026-11-24T10:59:59.000Z";
const withStatus = (lastStatus: string | null, lastStartTime: string | null = longAgo, recording = true) =>
  recorderWith({ status: read({ recording, lastStatus, lastStartTime }) });
const refused = recorderWith({ status: unread("access-denied", "config:DescribeConfigurationRecorderStatus") });
const denied = unknown({ code: "access-denied", action: "config:DescribeConfigurationRecorderStatus" });
const unreadable = unknown({ code: "value-unreadable", action: "config:DescribeConfigurationRecorderStatus" });
const weak = (reason: string) => fail(reason, { recorder: "default" });
const partial = recorderWith({ recordsAllSupported: false });
const linked = recorderWith({ isServiceLinked: true });

test.each([
  { given: "recording and delivering", recorders: [recorderWith()], expected: pass() },
  { given: "the API's other spelling", recorders: [withStatus("Success")], expected: pass() },
  { given: "pending for an hour at most", recorders: [withStatus("PENDING", justNow)], expected: pass() },
  { given: "no status yet, just started", recorders: [withStatus(null, justNow)], expected: pass() },
  { given: "pending for longer", recorders: [withStatus("Pending")], expected: weak("still-pending") },
  { given: "pending since nobody knows when", recorders: [withStatus("Pending", null)], expected: unreadable },
  { given: "pending since an odd time", recorders: [withStatus("Pending", "soon")], expected: unreadable },
  { given: "an odd status", recorders: [withStatus("Resting")], expected: unreadable },
  { given: "failed delivery", recorders: [withStatus("FAILURE")], expected: weak("delivery-failed") },
  { given: "stopped", recorders: [withStatus("SUCCESS", longAgo, false)], expected: weak("stopped") },
  { given: "some types only", recorders: [partial], expected: weak("types-left-out") },
  { given: "none", recorders: [], expected: fail("no-recorder", { serviceLinked: 0 }) },
  { given: "a service's own only", recorders: [linked], expected: fail("no-recorder", { serviceLinked: 1 }) },
  { given: "a service's own beside a good one", recorders: [linked, recorderWith()], expected: pass() },
  { given: "status refused", recorders: [refused], expected: denied },
  {
    given: "status refused of one that leaves out types",
    recorders: [{ ...refused, recordsAllSupported: false }],
    expected: weak("types-left-out"),
  },
  { given: "one good, one refused", recorders: [refused, recorderWith()], expected: pass() },
  { given: "one stopped, one refused", recorders: [withStatus("SUCCESS", longAgo, false), refused], expected: denied },
])("$given: $expected.verdict", ({ recorders, expected }) => {
  expect(recorderEnabled.decide(recordingWith({ recorders }), contextWith({ now }))).toEqual(expected);
});
