import type { PolicyType } from "../organization.ts";

/** What AWS lets one type of policy be. */
export type PolicyQuota = {
  readonly type: PolicyType;
  /** First day (`YYYY-MM-DD`) on which it is in force. */
  readonly since: string;
  /** Characters of one policy, blank space included. */
  readonly characters: number;
  /** Policies of the type on one root, OU or account, AWS's own included. */
  readonly attachments: number;
  /** Policies of the type in an organisation. */
  readonly policies: number;
};

type Row = readonly [type: PolicyType, since: string, characters: number, attachments: number, policies: number];

/**
 * Newest first within a type. AWS publishes no dates but those of its announcements; a type's first row counts from the
 * type's launch. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 */
const rows: readonly Row[] = [
  ["SERVICE_CONTROL_POLICY", "2026-05-15", 10_240, 10, 10_000],
  ["SERVICE_CONTROL_POLICY", "2017-02-27", 5_120, 5, 1_000],
  ["RESOURCE_CONTROL_POLICY", "2024-11-13", 5_120, 5, 2_000],
  ["DECLARATIVE_POLICY_EC2", "2024-12-01", 10_000, 10, 1_000],
  ["S3_POLICY", "2025-11-21", 10_000, 10, 1_000],
  ["SECURITYHUB_POLICY", "2025-06-17", 10_000, 10, 1_000],
  ["BACKUP_POLICY", "2020-06-24", 10_000, 10, 1_000],
  ["TAG_POLICY", "2019-11-26", 10_000, 10, 1_000],
  ["CHATBOT_POLICY", "2024-09-26", 10_000, 5, 1_000],
  ["AISERVICES_OPT_OUT_POLICY", "2020-07-08", 2_500, 5, 1_000],
];

export const policyQuotas: readonly PolicyQuota[] = rows.map(([type, since, characters, attachments, policies]) => ({
  type,
  since,
  characters,
  attachments,
  policies,
}));

/** The quota in force on a day (`YYYY-MM-DD`), the newest known one without it; null for a type that the table lacks. */
export function policyQuota(type: PolicyType, day?: string): PolicyQuota | null {
  const ofType = policyQuotas.filter((quota) => quota.type === type);
  return (day === undefined ? ofType[0] : ofType.find(({ since }) => since <= day)) ?? null;
}
