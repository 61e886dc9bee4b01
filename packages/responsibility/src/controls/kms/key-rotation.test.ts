import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, kmsKeyWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { keyRotation } from "./key-rotation.ts";

const rotates = (enabled: boolean, periodDays: number | null) => ({ rotation: read({ enabled, periodDays }) });

test.each([
  { given: "every year", key: rotates(true, 365), expected: pass({ periodDays: 365 }) },
  { given: "every quarter", key: rotates(true, 90), expected: pass({ periodDays: 90 }) },
  { given: "no period given: AWS's default", key: rotates(true, null), expected: pass({ periodDays: 365 }) },
  { given: "every 366 days", key: rotates(true, 366), expected: fail("period-too-long", { periodDays: 366 }) },
  { given: "off", key: rotates(false, 90), expected: fail("off") },
  { given: "AWS's own key", key: { manager: "AWS", ...rotates(false, null) }, expected: notApplicable("aws-managed") },
  { given: "an RSA key", key: { spec: "RSA_2048", ...rotates(false, null) }, expected: notApplicable("not-symmetric") },
  {
    given: "an HMAC key",
    key: { spec: "HMAC_256", usage: "GENERATE_VERIFY_MAC" },
    expected: notApplicable("not-symmetric"),
  },
  {
    given: "imported material",
    key: { origin: "EXTERNAL", ...rotates(false, null) },
    expected: notApplicable("own-material"),
  },
  { given: "a custom key store", key: { origin: "AWS_CLOUDHSM" }, expected: notApplicable("own-material") },
  { given: "an external key store", key: { origin: "EXTERNAL_KEY_STORE" }, expected: notApplicable("own-material") },
  {
    given: "a replica",
    key: { isMultiRegionReplica: true, ...rotates(false, null) },
    expected: notApplicable("replica"),
  },
  { given: "disabled", key: { state: "Disabled", ...rotates(false, null) }, expected: notApplicable("not-enabled") },
  { given: "waiting for deletion", key: { state: "PendingDeletion" }, expected: notApplicable("not-enabled") },
  {
    given: "status refused",
    key: { rotation: unread("access-denied", "kms:GetKeyRotationStatus") },
    expected: unknown({ code: "access-denied", action: "kms:GetKeyRotationStatus" }),
  },
  {
    given: "status never asked",
    key: { rotation: read(null) },
    expected: unknown({ code: "not-collected", action: "kms:GetKeyRotationStatus" }),
  },
])("$given: $expected.verdict", ({ key, expected }) => {
  expect(keyRotation.decide(kmsKeyWith(key), contextWith())).toEqual(expected);
});
