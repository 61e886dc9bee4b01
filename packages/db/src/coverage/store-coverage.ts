import { createHash } from "node:crypto";
import { Failure } from "@sekinin/config";
import type { Coverage, CoverageNode, LintProblem, ObjectiveOutcome, ObjectiveParameters } from "@sekinin/guardrails";
import { execute, rows } from "../sql.ts";
import { boundedKey, canonicalJson, isUuid, mostIdBytes, storableJson, storableParsed } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import { writeCoverageRollups } from "./write-coverage-rollups.ts";

export type DecidedCoverage = {
  readonly organizationId: string;
  /** The crawl whose snapshot was decided. */
  readonly crawlId: string;
  /** Calendar day in the tenant's zone, `YYYY-MM-DD`. */
  readonly day: string;
  readonly at: Date;
  readonly coverage: Coverage;
  /** The root and every OU; accounts among them are left to their classes. */
  readonly nodes: readonly CoverageNode[];
  /** Worst first: the first 500 are kept. */
  readonly problems: readonly LintProblem[];
  readonly parameters: ObjectiveParameters;
  readonly universeDate: string;
};

const mostProblems = 500;
const rowsAtOnce = 500;

/**
 * Makes what was decided the organisation's coverage; writes changes only, and removes classes and outcomes that nobody
 * has any more. The organisation's row is locked first: of two decisions the later one holds. Throws `not-found`.
 */
export async function storeCoverage(
  tx: TenantTransaction,
  input: DecidedCoverage,
): Promise<{ readonly rowsWritten: number }> {
  const { organizationId } = input;
  if (!isUuid(input.crawlId)) throw new Failure("not-found");
  const rootId = await lockOrganization(tx, organizationId);
  const classes = classRows(input.coverage);
  let written = await writeOutcomes(tx, organizationId, classes.outcomes);
  written += await writeClasses(tx, organizationId, classes.classes);
  const accounts = new Set(classes.members.map(([accountId]) => accountId));
  const units = input.nodes
    .map((node) => ({ ...node, nodeId: boundedKey(node.nodeId, mostIdBytes) }))
    .filter(({ nodeId }) => !accounts.has(nodeId));
  written += await removeOthers(tx, organizationId, [...accounts, ...units.map(({ nodeId }) => nodeId)]);
  written += await writeMembers(tx, organizationId, classes.members);
  written += await writeUnits(tx, organizationId, rootId, units);
  written += await removeUnused(tx, organizationId, classes);
  written += await writeCoverageRollups(tx, input, units);
  return { rowsWritten: written + (await writeState(tx, input)) };
}

async function lockOrganization(tx: TenantTransaction, organizationId: string): Promise<string> {
  const [found] = await rows(tx)<{ rootId: string }>`
    SELECT root_id AS "rootId" FROM organizations WHERE organization_id = ${organizationId} FOR NO KEY UPDATE`;
  if (found === undefined) throw new Failure("not-found");
  return found.rootId;
}

type ClassRow = { readonly key: string; readonly verdicts: string; readonly outcomeKeys: string };

type ClassRows = {
  readonly classes: readonly ClassRow[];
  readonly outcomes: ReadonlyMap<string, string>;
  /** Account, and the key of its class. */
  readonly members: readonly (readonly [string, string])[];
};

/** Outcomes by a hash of their content: the classes of an organisation share most of theirs. */
function classRows(coverage: Coverage): ClassRows {
  const keys = new Map<ObjectiveOutcome, string>();
  const outcomes = new Map<string, string>();
  const keyOf = (outcome: ObjectiveOutcome) => {
    const known = keys.get(outcome);
    if (known !== undefined) return known;
    const text = canonicalJson(storableParsed(outcome));
    const key = createHash("sha256").update(text).digest("hex").slice(0, 32);
    keys.set(outcome, key);
    outcomes.set(key, text);
    return key;
  };
  const classes: ClassRow[] = [];
  const members = new Map<string, string>();
  for (const one of coverage.classes) {
    const decided = Object.entries(one.outcomes);
    const key = boundedKey(one.key, mostIdBytes);
    classes.push({
      key,
      verdicts: storableJson(Object.fromEntries(decided.map(([id, { verdict }]) => [id, verdict]))),
      outcomeKeys: storableJson(Object.fromEntries(decided.map(([id, outcome]) => [id, keyOf(outcome)]))),
    });
    for (const accountId of one.accounts) members.set(boundedKey(accountId, mostIdBytes), key);
  }
  return { classes, outcomes, members: [...members] };
}

/** Runs `write` over parts of a list, so that no statement grows beyond a few megabytes. */
async function inParts<T>(list: readonly T[], write: (some: readonly T[]) => Promise<number>): Promise<number> {
  let written = 0;
  for (let from = 0; from < list.length; from += rowsAtOnce)
    written += await write(list.slice(from, from + rowsAtOnce));
  return written;
}

// What is known is read in one scan, or asked for by its key (`OFFSET 0`): the rows of a first crawl are in no statistics,
// and PostgreSQL would compare each with each.

async function writeOutcomes(tx: TenantTransaction, organizationId: string, outcomes: ReadonlyMap<string, string>) {
  const stored = await rows(tx)<{ key: string }>`
    SELECT outcome_key AS key FROM coverage_outcomes WHERE organization_id = ${organizationId}`;
  const known = new Set(stored.map(({ key }) => key));
  return inParts(
    [...outcomes].filter(([key]) => !known.has(key)),
    (some) => execute(tx)`
      INSERT INTO coverage_outcomes (tenant_id, organization_id, outcome_key, outcome)
      SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, i.key, i.outcome::jsonb
      FROM unnest(${some.map(([key]) => key)}::text[], ${some.map(([, text]) => text)}::text[]) AS i(key, outcome)`,
  );
}

function writeClasses(tx: TenantTransaction, organizationId: string, classes: readonly ClassRow[]) {
  return inParts(
    classes,
    (some) => execute(tx)`
      INSERT INTO coverage_classes (tenant_id, organization_id, class_key, verdicts, outcome_keys)
      SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, i.key, i.verdicts::jsonb, i.keys::jsonb
      FROM unnest(${some.map(({ key }) => key)}::text[], ${some.map(({ verdicts }) => verdicts)}::text[],
        ${some.map(({ outcomeKeys }) => outcomeKeys)}::text[]) AS i(key, verdicts, keys)
      WHERE NOT EXISTS (
        SELECT FROM coverage_classes c WHERE c.organization_id = ${organizationId} AND c.class_key = i.key
          AND c.verdicts = i.verdicts::jsonb AND c.outcome_keys = i.keys::jsonb OFFSET 0)
      ON CONFLICT (tenant_id, organization_id, class_key) DO UPDATE SET verdicts = excluded.verdicts,
        outcome_keys = excluded.outcome_keys`,
  );
}

function removeOthers(tx: TenantTransaction, organizationId: string, ids: readonly string[]): Promise<number> {
  return execute(tx)`
    DELETE FROM coverage_nodes WHERE organization_id = ${organizationId}
      AND node_id NOT IN (SELECT id FROM unnest(${ids}::text[]) AS id)`;
}

async function writeMembers(tx: TenantTransaction, organizationId: string, members: ClassRows["members"]) {
  const stored = await rows(tx)<{ id: string; key: string }>`
    SELECT node_id AS id, class_key AS key FROM coverage_nodes
    WHERE organization_id = ${organizationId} AND class_key IS NOT NULL`;
  const known = new Map(stored.map(({ id, key }) => [id, key]));
  return inParts(
    members.filter(([id, key]) => known.get(id) !== key),
    (some) => execute(tx)`
      INSERT INTO coverage_nodes (tenant_id, organization_id, node_id, kind, class_key, counts, worst)
      SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, i.id, 'account', i.key, '{}', '{}'
      FROM unnest(${some.map(([id]) => id)}::text[], ${some.map(([, key]) => key)}::text[]) AS i(id, key)
      ON CONFLICT (tenant_id, organization_id, node_id) DO UPDATE SET kind = excluded.kind,
        class_key = excluded.class_key, counts = excluded.counts, worst = excluded.worst`,
  );
}

function writeUnits(tx: TenantTransaction, organizationId: string, rootId: string, units: readonly CoverageNode[]) {
  return inParts(
    units,
    (some) => execute(tx)`
      INSERT INTO coverage_nodes (tenant_id, organization_id, node_id, kind, class_key, counts, worst)
      SELECT current_setting('app.tenant_id')::uuid, ${organizationId}, i.id,
        CASE WHEN i.id = ${rootId} THEN 'root' ELSE 'organizational-unit' END, NULL, i.counts::jsonb, i.worst::jsonb
      FROM unnest(${some.map(({ nodeId }) => nodeId)}::text[],
        ${some.map(({ counts }) => storableJson(counts))}::text[],
        ${some.map(({ worst }) => storableJson(worst))}::text[]) AS i(id, counts, worst)
      WHERE NOT EXISTS (
        SELECT FROM coverage_nodes n WHERE n.organization_id = ${organizationId} AND n.node_id = i.id
          AND n.class_key IS NULL AND n.counts = i.counts::jsonb AND n.worst = i.worst::jsonb
        OFFSET 0)
      ON CONFLICT (tenant_id, organization_id, node_id) DO UPDATE SET kind = excluded.kind,
        class_key = excluded.class_key, counts = excluded.counts, worst = excluded.worst`,
  );
}

async function removeUnused(tx: TenantTransaction, organizationId: string, kept: ClassRows): Promise<number> {
  const classes = await execute(tx)`
    DELETE FROM coverage_classes WHERE organization_id = ${organizationId}
      AND class_key NOT IN (SELECT key FROM unnest(${kept.classes.map(({ key }) => key)}::text[]) AS key)`;
  const outcomes = await execute(tx)`
    DELETE FROM coverage_outcomes WHERE organization_id = ${organizationId}
      AND outcome_key NOT IN (SELECT key FROM unnest(${[...kept.outcomes.keys()]}::text[]) AS key)`;
  return classes + outcomes;
}

function writeState(tx: TenantTransaction, input: DecidedCoverage): Promise<number> {
  return execute(tx)`
    INSERT INTO coverage_states (tenant_id, organization_id, crawl_id, decided_at, universe_date, parameters, problems)
    VALUES (current_setting('app.tenant_id')::uuid, ${input.organizationId}, ${input.crawlId}::uuid,
      ${input.at}::timestamptz, ${input.universeDate}, ${storableJson(input.parameters)}::jsonb,
      ${storableJson(input.problems.slice(0, mostProblems))}::jsonb)
    ON CONFLICT (tenant_id, organization_id) DO UPDATE SET crawl_id = excluded.crawl_id,
      decided_at = excluded.decided_at, universe_date = excluded.universe_date, parameters = excluded.parameters,
      problems = excluded.problems`;
}
