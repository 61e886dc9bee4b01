import {
  type CompiledOrganization,
  type LintProblem,
  type PolicyType,
  type QuotaUse,
  quotaUse,
} from "@sekinin/guardrails";

/** One policy as a line of the inventory. */
export type PolicyRow = {
  readonly id: string;
  readonly name: string;
  readonly awsManaged: boolean;
  /** Nodes it is attached to; null where that was not read. */
  readonly targets: readonly { readonly id: string; readonly name: string }[] | null;
  /** Null where its text was not read. */
  readonly characters: number | null;
  readonly state: "parsed" | "problem" | "unread" | "other-language";
  readonly errors: number;
  readonly warnings: number;
};

/** All policies of one type, and how much of AWS's quotas they use. */
export type PolicyGroup = {
  readonly type: PolicyType;
  readonly status: "enabled" | "disabled" | "unknown";
  readonly use: QuotaUse;
  readonly rows: readonly PolicyRow[];
};

/** Root, OUs and accounts by id. */
export function nodeNames({ reading }: CompiledOrganization): ReadonlyMap<string, string> {
  const { root, organizationalUnits, accounts } = reading;
  return new Map([
    ...accounts.map(({ id, name }) => [id, name] as const),
    ...organizationalUnits.map(({ id, name }) => [id, name] as const),
    [root.id, root.name ?? "Root"] as const,
  ]);
}

/** The inventory: every type that the organisation knows or has policies of; SCPs and RCPs first. */
export function policyGroups(
  compiled: CompiledOrganization,
  problems: readonly LintProblem[],
  day: string,
): PolicyGroup[] {
  const names = nodeNames(compiled);
  const counts = countsOf(problems);
  const targetsOf = new Map(compiled.reading.policies.map(({ id, targetIds }) => [id, targetIds]));
  const first = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"];
  return quotaUse(compiled.reading, day)
    .map((use) => ({
      type: use.type,
      use,
      status: statusOf(compiled, use.type),
      rows: [...compiled.policies.values()]
        .filter(({ type }) => type === use.type)
        .map((policy) => {
          const targets = targetsOf.get(policy.id);
          return {
            id: policy.id,
            name: policy.name,
            awsManaged: policy.awsManaged,
            targets: targets?.status === "read" ? targets.value.map((id) => ({ id, name: names.get(id) ?? id })) : null,
            characters: policy.text?.length ?? null,
            state: policy.state.status,
            errors: counts.get(policy.id)?.errors ?? 0,
            warnings: counts.get(policy.id)?.warnings ?? 0,
          };
        })
        .sort((a, b) => b.errors - a.errors || b.warnings - a.warnings || a.name.localeCompare(b.name)),
    }))
    .sort((a, b) => place(first, a.type) - place(first, b.type) || a.type.localeCompare(b.type));
}

/** Rows that hold all words, and are attached nowhere or have problems where that is asked. */
export function shownPolicies(
  rows: readonly PolicyRow[],
  { text, only }: { readonly text: string | null; readonly only: "unattached" | "problems" | null },
): PolicyRow[] {
  const words = text?.toLowerCase().split(/\s+/) ?? [];
  return rows.filter(
    (row) =>
      words.every((word) => `${row.name} ${row.id}`.toLowerCase().includes(word)) &&
      (only !== "unattached" || row.targets?.length === 0) &&
      (only !== "problems" || row.errors + row.warnings > 0),
  );
}

function place(first: readonly string[], type: string): number {
  const at = first.indexOf(type);
  return at === -1 ? first.length : at;
}

function statusOf({ reading }: CompiledOrganization, type: PolicyType): PolicyGroup["status"] {
  const known = reading.root.policyTypes.find((one) => one.type === type);
  if (known === undefined) return reading.root.policyTypes.length === 0 ? "unknown" : "disabled";
  return known.status === "ENABLED" ? "enabled" : "disabled";
}

function countsOf(problems: readonly LintProblem[]): ReadonlyMap<string, { errors: number; warnings: number }> {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { policyId, severity } of problems) {
    if (policyId === null || severity === "note") continue;
    const known = counts.get(policyId) ?? { errors: 0, warnings: 0 };
    if (severity === "error") known.errors += 1;
    else known.warnings += 1;
    counts.set(policyId, known);
  }
  return counts;
}
