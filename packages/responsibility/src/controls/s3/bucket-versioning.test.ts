import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { bucketWith, contextWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { bucketVersioning } from "./bucket-versioning.ts";

const directory = { name: "fast--euw1-az1--x-s3" };

test.each([
  { given: "enabled", bucket: { versioning: read("Enabled" as const) }, expected: pass() },
  { given: "suspended", bucket: { versioning: read("Suspended" as const) }, expected: fail("suspended") },
  { given: "never set", bucket: { versioning: read("Disabled" as const) }, expected: fail("never-enabled") },
  { given: "a directory bucket", bucket: directory, expected: notApplicable("directory-bucket") },
  {
    given: "a directory bucket, unread",
    bucket: { ...directory, versioning: unread("timeout") },
    expected: notApplicable("directory-bucket"),
  },
  { given: "unread", bucket: { versioning: unread("throttled") }, expected: unknown({ code: "throttled" }) },
])("$given: $expected.verdict", ({ bucket, expected }) => {
  expect(bucketVersioning.decide(bucketWith(bucket), contextWith())).toEqual(expected);
});
