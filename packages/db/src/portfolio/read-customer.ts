import { addControlSums, type ControlSums, partyControls } from "@sekinin/posture";
import { readAssignmentIndexes } from "../assignment/read-assignment-index.ts";
import { noTree, readPartyTrees } from "../assignment/read-party-controls.ts";
import { rows } from "../sql.ts";
import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { CustomerOrganization, CustomerPosture } from "./customer.ts";

type Head = Omit<CustomerPosture, "taken" | "crawl" | "digest"> & {
  readonly crawl: (Omit<NonNullable<CustomerPosture["crawl"]>, "at"> & { readonly at: string }) | null;
  readonly digest: (Omit<NonNullable<CustomerPosture["digest"]>, "at"> & { readonly at: string }) | null;
  readonly roots: Readonly<Record<string, string>> | null;
};

/**
 * A customer on an operator's page: at most three statements, on nodes, rollups and changes; no finding and no account is
 * read. `operatorId` is the one that asks: what is assigned to others is none of its business.
 */
export async function readCustomer(
  tx: TenantTransaction,
  { operatorId, now }: { readonly operatorId: string; readonly now: Date },
): Promise<CustomerPosture> {
  const [head] = await rows(tx)<Head>`
    WITH today AS (
      SELECT (${now}::timestamptz AT TIME ZONE zone)::date - 7 AS week_ago FROM tenants
      WHERE id = current_setting('app.tenant_id')::uuid
    ), roots AS (
      SELECT o.organization_id, o.root_id, n.accounts, n.posture -> 'sums' AS sums, n.controls
      FROM organizations o JOIN organization_nodes n
        ON n.organization_id = o.organization_id AND n.node_id = o.root_id
      WHERE o.current_crawl_id IS NOT NULL
    )
    SELECT
      coalesce((SELECT jsonb_agg(jsonb_build_object(
        'organizationId', r.organization_id, 'accounts', r.accounts, 'sums', r.sums, 'controls', r.controls,
        'before', (SELECT p.sums FROM posture_rollups p WHERE p.organization_id = r.organization_id
          AND p.node_id = r.root_id AND p.day <= t.week_ago ORDER BY p.day DESC LIMIT 1),
        'changes', coalesce((SELECT jsonb_agg(jsonb_build_object('day', to_char(c.day, 'YYYY-MM-DD'), 'causes', c.causes)
            ORDER BY c.day, c.crawl_id)
          FROM posture_changes c WHERE c.organization_id = r.organization_id AND c.node_id = r.root_id
            AND c.day > t.week_ago), '[]'),
        'unreadAccounts', coalesce((SELECT p.unread_accounts FROM posture_rollups p
          WHERE p.organization_id = r.organization_id AND p.node_id = r.root_id ORDER BY p.day DESC LIMIT 1), 0)
        ) ORDER BY r.organization_id) FROM roots r), '[]') AS organizations,
      (SELECT jsonb_object_agg(organization_id, root_id) FROM roots) AS roots,
      (SELECT CASE WHEN count(*) = 0 THEN NULL ELSE jsonb_build_object('organizations', count(*)::int,
          'accountsRead', (SELECT count(*)::int FROM account_states s JOIN organizations u
            ON u.organization_id = s.organization_id WHERE u.current_crawl_id IS NULL AND s.status <> 'frozen')) END
        FROM organizations WHERE current_crawl_id IS NULL) AS partial,
      ARRAY(SELECT state FROM connections ORDER BY id) AS connections,
      (SELECT jsonb_build_object('id', id, 'state', state, 'at', coalesce(finished_at, requested_at))
        FROM crawls ORDER BY requested_at DESC, id DESC LIMIT 1) AS crawl,
      (SELECT jsonb_build_object('state', state, 'at', coalesce(settled_at, planned_at))
        FROM outbox_mails WHERE kind = 'digest' ORDER BY planned_at DESC, id DESC LIMIT 1) AS digest
    FROM today t`;
  const { roots, ...posture } = head ?? nothing;
  return {
    ...posture,
    crawl: posture.crawl === null ? null : { ...posture.crawl, at: new Date(posture.crawl.at) },
    digest: posture.digest === null ? null : { ...posture.digest, at: new Date(posture.digest.at) },
    taken: await readTaken(tx, posture.organizations, roots ?? {}, operatorId),
  };
}

const nothing: Head = { organizations: [], partial: null, connections: [], crawl: null, digest: null, roots: null };

/** What is assigned to the operator, in all organisations together. Two statements. */
async function readTaken(
  tx: TenantTransaction,
  organizations: readonly CustomerOrganization[],
  roots: Readonly<Record<string, string>>,
  operatorId: string,
): Promise<CustomerPosture["taken"]> {
  if (!isUuid(operatorId) || organizations.length === 0) return { subjects: 0, controls: {} };
  const indexes = await readAssignmentIndexes(tx);
  const party = { kind: "partner", operatorId } as const;
  const isMine = (found: { readonly kind: string; readonly operatorId?: string }) => found.operatorId === operatorId;
  let subjects = 0;
  let controls: ControlSums = {};
  const places = [...indexes.values()].flatMap((index) => [...index.keys()]);
  const ids = Object.keys(roots);
  const trees = indexes.size === 0 ? new Map() : await readPartyTrees(tx, ids, [...places, ...Object.values(roots)]);
  for (const [organizationId, index] of indexes) {
    for (const said of index.values()) subjects += [...said.values()].filter(isMine).length;
    const root = roots[organizationId];
    if (root === undefined) continue;
    const own = partyControls(trees.get(organizationId) ?? noTree, index, party, [root]).get(root) ?? {};
    controls = addControlSums(controls, own);
  }
  return { subjects, controls };
}
