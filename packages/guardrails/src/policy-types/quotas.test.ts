import { describe, expect, test } from "vitest";
import { policyQuota, policyQuotas } from "./quotas.ts";

describe("policyQuota", () => {
  test.each<[string, string | undefined, number | null, number | null]>([
    ["SERVICE_CONTROL_POLICY", undefined, 10_240, 10],
    ["SERVICE_CONTROL_POLICY", "2026-05-15", 10_240, 10],
    ["SERVICE_CONTROL_POLICY", "2026-05-14", 5_120, 5],
    ["RESOURCE_CONTROL_POLICY", "2026-11-01", 5_120, 5],
    ["AISERVICES_OPT_OUT_POLICY", "2026-11-01", 2_500, 5],
    ["RESOURCE_CONTROL_POLICY", "2024-01-01", null, null],
    ["A_TYPE_THAT_AWS_ADDS", undefined, null, null],
  ])("%s on %s: %s characters, %s on a node", (type, day, characters, attachments) => {
    const quota = policyQuota(type, day);
    expect([quota?.characters ?? null, quota?.attachments ?? null]).toEqual([characters, attachments]);
  });

  test("rows of a type are newest first", () => {
    for (const type of new Set(policyQuotas.map((quota) => quota.type))) {
      const days = policyQuotas.filter((quota) => quota.type === type).map(({ since }) => since);
      expect(days).toEqual([...days].sort().reverse());
    }
  });
});
