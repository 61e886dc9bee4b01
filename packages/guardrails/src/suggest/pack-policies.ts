import { type CompiledOrganization, levelOf } from "../evaluate/compile-organization.ts";
import { policyQuota } from "../policy-types/quotas.ts";
import type { SuggestedStatement } from "./merge-denies.ts";
import type { SuggestedPolicy } from "./suggestion.ts";

/** Statements that one node needs. */
export type NodeNeed = { readonly nodeId: string; readonly statements: readonly SuggestedStatement[] };

export type Packed = {
  readonly policies: readonly SuggestedPolicy[];
  /** Gaps for which some node has no room left. */
  readonly withoutRoom: ReadonlySet<number>;
};

const head = '{"Version":"2012-10-17","Statement":[';
const tail = "]}";

/**
 * As few attachments as the quotas of a day allow: each node's statements go into as few policies as hold them, and nodes
 * that need the same text share the policy. First fit, largest first.
 */
export function packPolicies(compiled: CompiledOrganization, needs: readonly NodeNeed[], day?: string): Packed {
  const contents = new Map<string, { readonly type: string; readonly content: string; readonly targetIds: string[] }>();
  const withoutRoom = new Set<number>();
  for (const { nodeId, statements } of needs) {
    for (const type of new Set(statements.map((statement) => statement.type))) {
      const ofType = statements.filter((statement) => statement.type === type);
      const fitting = fill(compiled, nodeId, type, ofType, withoutRoom, day);
      for (const content of fitting) {
        const known = contents.get(content);
        if (known === undefined) contents.set(content, { type, content, targetIds: [nodeId] });
        else known.targetIds.push(nodeId);
      }
    }
  }
  const taken = new Set(compiled.reading.policies.map(({ name }) => name));
  return {
    policies: [...contents.values()].map((policy) => ({ ...policy, name: freeName(policy.content, taken) })),
    withoutRoom,
  };
}

type Bin = { readonly texts: string[]; readonly gaps: Set<number>; size: number };

function fill(
  compiled: CompiledOrganization,
  nodeId: string,
  type: string,
  statements: readonly SuggestedStatement[],
  withoutRoom: Set<number>,
  day: string | undefined,
): readonly string[] {
  const quota = policyQuota(type, day);
  if (quota === null) return [];
  const bins: Bin[] = [];
  const bySize = [...statements].sort((left, right) => right.json.length - left.json.length || compare(left, right));
  for (const { json, gaps } of bySize) {
    if (head.length + json.length + tail.length > quota.characters) for (const gap of gaps) withoutRoom.add(gap);
    const bin = bins.find(({ size }) => size + 1 + json.length <= quota.characters) ?? newBin(bins);
    bin.size += json.length + (bin.texts.length === 0 ? 0 : 1);
    bin.texts.push(json);
    for (const gap of gaps) bin.gaps.add(gap);
  }
  const room = Math.max(0, quota.attachments - levelOf(compiled, type, nodeId).entries.length);
  for (const { gaps } of bins.slice(room)) for (const gap of gaps) withoutRoom.add(gap);
  return bins.map(({ texts }) => `${head}${texts.join(",")}${tail}`);
}

function newBin(bins: Bin[]): Bin {
  const bin: Bin = { texts: [], gaps: new Set(), size: head.length + tail.length };
  bins.push(bin);
  return bin;
}

function compare(left: SuggestedStatement, right: SuggestedStatement): number {
  return left.json < right.json ? -1 : left.json > right.json ? 1 : 0;
}

/** Named for its statements where it has one, and like no policy that exists. */
function freeName(content: string, taken: Set<string>): string {
  const sids = [...content.matchAll(/"Sid":"([A-Za-z0-9]+)"/g)].map((match) => match[1]);
  const statements = content.split('"Effect":"Deny"').length - 1;
  const base = statements === 1 && sids[0] !== undefined ? `Guardrail-${sids[0]}` : "Guardrails";
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}-${count}`;
  taken.add(name);
  return name;
}
