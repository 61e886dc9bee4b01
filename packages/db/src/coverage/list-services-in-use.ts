import { catalogue } from "@sekinin/responsibility";
import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Services of which the last crawls saw resources in one account. */
export type ServicesInUse = {
  readonly accountId: string;
  /** Prefixes of actions (`s3`), sorted. */
  readonly services: readonly string[];
};

/**
 * By account, from duties: only what a control reads can be seen, so that a service that is missing here may be used all
 * the same. One statement.
 */
export async function listServicesInUse(tx: TenantTransaction, organizationId: string): Promise<ServicesInUse[]> {
  const known = catalogue().map(({ id, service, scope }) => ({
    id,
    service: service === "vpc" ? "ec2" : service,
    isSetting: scope !== "resource",
  }));
  return rows(tx)<ServicesInUse>`
    SELECT d.account_id AS "accountId", array_agg(DISTINCT k.service ORDER BY k.service) AS services
    FROM duties d JOIN unnest(${known.map(({ id }) => id)}::text[], ${known.map(({ service }) => service)}::text[],
      ${known.map(({ isSetting }) => (isSetting ? 1 : 0))}::int[]) AS k(id, service, is_setting) ON k.id = d.control_id
    WHERE d.organization_id = ${organizationId}
      AND (d.passed > 0 OR (k.is_setting = 0 AND (d.failed > 0 OR d.not_applicable > 0)))
    GROUP BY d.account_id ORDER BY d.account_id`;
}
