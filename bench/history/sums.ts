import { type ControlSums, type PostureSums, sumControls, sumDuties } from "@sekinin/posture";
import { controls, type ResponsibilityDomain, type Severity } from "@sekinin/responsibility";
import type pg from "pg";
import type { Place } from "./place.ts";

/** What an account's duties come to. */
export type AccountSums = { readonly sums: PostureSums; readonly controls: ControlSums };

type DutyRow = {
  readonly accountId: string;
  readonly controlId: string;
  readonly domain: ResponsibilityDomain;
  readonly severity: Severity;
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
};

/** Sums of every account, by the product's own functions, stored and returned. */
export async function sumAccounts(client: pg.Client, place: Place): Promise<ReadonlyMap<string, AccountSums>> {
  const { rows } = await client.query<DutyRow>(
    `SELECT account_id AS "accountId", control_id AS "controlId", domain, severity, passed, failed, unknown FROM duties
     WHERE tenant_id = $1 AND organization_id = $2`,
    [place.tenantId, place.organizationId],
  );
  const duties = new Map<string, DutyRow[]>();
  for (const row of rows) {
    const of = duties.get(row.accountId);
    if (of === undefined) duties.set(row.accountId, [row]);
    else of.push(row);
  }
  const sums = new Map(
    [...duties].map(([id, of]) => [id, { sums: sumDuties(of), controls: sumControls(of, controls) }] as const),
  );
  await client.query(
    `UPDATE account_states a SET sums = i.sums::jsonb, controls = i.controls::jsonb
     FROM unnest($3::text[], $4::text[], $5::text[]) AS i(id, sums, controls)
     WHERE a.tenant_id = $1 AND a.organization_id = $2 AND a.account_id = i.id`,
    [
      place.tenantId,
      place.organizationId,
      [...sums.keys()],
      [...sums.values()].map((of) => JSON.stringify(of.sums)),
      [...sums.values()].map((of) => JSON.stringify(of.controls)),
    ],
  );
  return sums;
}
