import { rows } from "../sql.ts";
import type { TenantTransaction } from "../transaction.ts";
import { controlsOf, type FindingFilter, type FindingScope, inBoth } from "./finding-filter.ts";

/** One way in which a finding can be meant: all that it says must hold. */
export type FindingWay = FindingScope & {
  /** Bounds of a resource's name, the upper one left out. */
  readonly name: { readonly from: string; readonly until: string } | null;
  readonly resource: string | null;
};

/** A filter whose OU and text were looked up in the tree: what the other verbs of findings take. */
export type ResolvedFindings = FindingScope & {
  readonly filter: FindingFilter;
  /** One without text; with it, one for everything that the text may name. */
  readonly ways: readonly FindingWay[];
};

/** Longest beginning of a name that is stored. */
const longestName = 200;

/** At most one statement. An OU that this tenant does not have has no accounts, so nothing is found. */
export async function resolveFindings(tx: TenantTransaction, filter: FindingFilter): Promise<ResolvedFindings> {
  const words = filter.text?.words ?? "";
  const { below, named } = await readAccounts(tx, filter, words);
  // What every scope leaves out is left out before an index is chosen.
  const controlIds = inBoth(controlsOf(filter), unionOf(filter.anyOf, "controlIds"));
  const accountIds = inBoth(inBoth(filter.accountIds, below), unionOf(filter.anyOf, "accountIds"));
  const whole: FindingWay = { accountIds, controlIds, name: null, resource: null };
  if (filter.text === null) return { filter, accountIds, controlIds, ways: [whole] };
  const ways: FindingWay[] = [];
  const accounts = inBoth(accountIds, /^\d{12}$/.test(words) ? [words] : named) ?? [];
  if (accounts.length > 0) ways.push({ ...whole, accountIds: accounts });
  const matching = inBoth(controlIds, filter.text.controlIds) ?? [];
  if (matching.length > 0) ways.push({ ...whole, controlIds: matching });
  ways.push({ ...whole, ...resourceWay(words) });
  return { filter, accountIds, controlIds, ways };
}

function unionOf(scopes: FindingFilter["anyOf"], field: keyof FindingScope): readonly string[] | null {
  if (scopes === null) return null;
  const lists = scopes.flatMap((scope) => scope[field] ?? []);
  return scopes.some((scope) => scope[field] === null) ? null : [...new Set(lists)];
}

/** An ARN is looked up by its last part, as every row's is stored; anything else is the beginning of a last part. */
function resourceWay(words: string): Pick<FindingWay, "name" | "resource"> {
  if (!words.startsWith("arn:")) return { name: prefix(words.toLowerCase().slice(0, longestName)), resource: null };
  const last = words.replace(/^.*[:/]/, "").toLowerCase();
  return { name: prefix(last.slice(0, longestName - 1)), resource: words };
}

/** U+10FFFF is the last code point, and in no name. */
function prefix(from: string) {
  return { from, until: `${from}\u{10FFFF}` };
}

async function readAccounts(
  tx: TenantTransaction,
  { organizationId, nodeId }: FindingFilter,
  words: string,
): Promise<{ below: readonly string[] | null; named: readonly string[] }> {
  if (nodeId === null && words === "") return { below: null, named: [] };
  const found = await rows(tx)<{ id: string; role: "root" | "below" | "named" }>`
    WITH RECURSIVE below AS (
      SELECT node_id, kind, depth FROM organization_nodes
      WHERE organization_id = ${organizationId} AND node_id = ${nodeId}::text AND kind <> 'root'
      UNION ALL
      SELECT n.node_id, n.kind, n.depth FROM below b JOIN organization_nodes n
        ON n.organization_id = ${organizationId} AND n.parent_id = b.node_id AND n.depth > b.depth
    )
    SELECT node_id AS id, 'root' AS role FROM organization_nodes
    WHERE organization_id = ${organizationId} AND node_id = ${nodeId}::text AND kind = 'root'
    UNION ALL
    SELECT node_id, 'below' FROM below WHERE kind = 'account'
    UNION ALL
    SELECT node_id, 'named' FROM organization_nodes
    WHERE ${words}::text <> '' AND organization_id = ${organizationId} AND kind = 'account'
      AND strpos(lower(name), lower(${words}::text)) > 0`;
  const ids = (role: string) => found.filter((row) => row.role === role).map(({ id }) => id);
  const isWhole = nodeId === null || ids("root").length > 0;
  return { below: isWhole ? null : ids("below"), named: ids("named") };
}
