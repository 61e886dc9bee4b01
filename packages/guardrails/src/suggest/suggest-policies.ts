import {
  type Coverage,
  type CoverageClass,
  type CoverageVerdict,
  coverageVerdicts,
  type WayOutKind,
} from "../coverage/coverage.ts";
import { type CoverageMemos, coverageMemo } from "../coverage/coverage-memos.ts";
import { decideOrganization } from "../coverage/decide-organization.ts";
import { type CompiledOrganization, compileOrganization } from "../evaluate/compile-organization.ts";
import { findObjective } from "../objectives/index.ts";
import type { OrganizationReading } from "../organization.ts";
import type { PolicyCondition } from "../policy-document.ts";
import { read } from "../reading.ts";
import { isClosed, needsOf } from "./gap-needs.ts";
import { type GapDraft, mergeDenies } from "./merge-denies.ts";
import { exemptionsFor, ownExemptions } from "./own-exemptions.ts";
import { type NodeNeed, packPolicies } from "./pack-policies.ts";
import type { Gap, SuggestedPolicy, Suggestion } from "./suggestion.ts";
import { worstCase } from "./worst-case.ts";

export type SuggestOptions = {
  /** Whose quotas count, `YYYY-MM-DD`; the newest known ones without it. */
  readonly day?: string;
  /** What earlier decisions of the same organisation found out. */
  readonly memo?: CoverageMemos;
};

/** More gaps than a reader chooses; what is beyond is left as unknown. */
const mostGaps = 200;

/**
 * The smallest policies that close the gaps: a Deny of exactly the objective's requests, the organisation's own
 * exemptions kept, nothing that is closed already, packed into as few attachments as the quotas allow. Each gap that it
 * calls closed was decided anew with the policies in place, whatever the policies say that nobody could read.
 */
export function suggestPolicies(
  compiled: CompiledOrganization,
  gaps: readonly Gap[],
  options: SuggestOptions = {},
): Suggestion {
  return new Suggester(compiled, gaps, options).run();
}

type Why = Suggestion["left"][number]["why"];
type State = { readonly gap: Gap; readonly accounts: readonly string[]; drafts: readonly GapDraft[]; why: Why | null };

class Suggester {
  private readonly compiled: CompiledOrganization;
  private readonly options: SuggestOptions;
  private readonly memo: CoverageMemos;
  private readonly own: readonly PolicyCondition[];
  private readonly states: readonly State[];
  private readonly beyond: readonly Gap[];

  constructor(compiled: CompiledOrganization, gaps: readonly Gap[], options: SuggestOptions) {
    this.compiled = worstCase(compiled);
    this.options = options;
    this.memo = options.memo ?? coverageMemo();
    this.own = ownExemptions(compiled);
    const distinct = [...new Map(gaps.map((gap) => [`${gap.objectiveId} ${gap.nodeId}`, gap])).values()];
    this.beyond = distinct.slice(mostGaps);
    this.states = distinct
      .slice(0, mostGaps)
      .map((gap) => ({ gap, accounts: membersBelow(compiled, gap.nodeId), drafts: [], why: null }));
  }

  run(): Suggestion {
    this.need();
    let policies = this.pack();
    let after = this.decide(this.with(policies));
    // What is not proven is not suggested: without it, the rest is packed and proven again.
    while (this.refuteUnproven(after)) {
      policies = this.pack();
      after = this.decide(this.with(policies));
    }
    return {
      policies,
      closed: this.states.filter(({ why }) => why === null).map((state) => this.proof(state, after)),
      left: [
        ...this.states.flatMap(({ gap, why }) => (why === null ? [] : [{ ...gap, why }])),
        ...this.beyond.map((gap) => ({ ...gap, why: "unknown" as const })),
      ],
    };
  }

  private need(): void {
    const before = this.decide(this.compiled);
    this.states.forEach((state, at) => {
      const objective = findObjective(state.gap.objectiveId);
      if (objective === undefined || state.accounts.length === 0) {
        state.why = "unknown";
        return;
      }
      const open = classesOf(before, state.accounts).filter(({ outcomes }) => !this.isClosed(outcomes, objective.id));
      if (open.length === 0) return;
      const needs = needsOf(this.compiled, objective, open, this.own);
      if ("why" in needs) state.why = needs.why;
      else state.drafts = needs.drafts.map((draft) => ({ gap: at, draft }));
    });
  }

  /** Each node's statements; one that a node above needs as well stands there only. */
  private pack(): readonly SuggestedPolicy[] {
    const byNode = new Map<string, GapDraft[]>();
    for (const { gap, drafts, why } of this.states) {
      if (why !== null) continue;
      byNode.set(gap.nodeId, [...(byNode.get(gap.nodeId) ?? []), ...drafts]);
    }
    const needs: NodeNeed[] = [...byNode].map(([nodeId, drafts]) => ({
      nodeId,
      statements: mergeDenies(
        drafts.filter(({ draft }) => !this.isAbove(nodeId, draft.objectiveId)),
        this.compiled.universe,
      ),
    }));
    const packed = packPolicies(this.compiled, needs, this.options.day);
    if (packed.withoutRoom.size === 0) return packed.policies;
    for (const at of packed.withoutRoom) {
      const state = this.states[at];
      if (state !== undefined) state.why = "no-room";
    }
    return this.pack();
  }

  private isAbove(nodeId: string, objectiveId: string): boolean {
    const above = ancestorsOf(this.compiled, nodeId);
    return this.states.some(
      ({ gap, why, drafts }) =>
        why === null && drafts.length > 0 && gap.objectiveId === objectiveId && above.has(gap.nodeId),
    );
  }

  private with(policies: readonly SuggestedPolicy[]): CompiledOrganization {
    const { reading, universe, parameters, partition } = this.compiled;
    return compileOrganization(withPolicies(reading, policies), { universe, parameters, partition });
  }

  private decide(compiled: CompiledOrganization): Coverage {
    const objectives = [...new Set(this.states.map(({ gap }) => gap.objectiveId))];
    const accounts = [...new Set(this.states.flatMap((state) => state.accounts))];
    return decideOrganization(compiled, { objectives, accounts, memo: this.memo });
  }

  private refuteUnproven(after: Coverage): boolean {
    let isRefuted = false;
    for (const state of this.states) {
      if (state.why !== null) continue;
      const { objectiveId } = state.gap;
      const classes = classesOf(after, state.accounts);
      if (classes.every(({ outcomes }) => this.isClosed(outcomes, objectiveId))) continue;
      const isUnknown = classes.some(({ outcomes }) => outcomes[objectiveId]?.verdict === "unknown");
      state.why = isUnknown ? "unknown" : "not-expressible";
      isRefuted = true;
    }
    return isRefuted;
  }

  private isClosed(outcomes: CoverageClass["outcomes"], objectiveId: string): boolean {
    const outcome = outcomes[objectiveId];
    const objective = findObjective(objectiveId);
    if (outcome === undefined || objective === undefined) return false;
    return isClosed(outcome, exemptionsFor(objective, this.own));
  }

  private proof({ gap, accounts }: State, after: Coverage): Suggestion["closed"][number] {
    const outcomes = classesOf(after, accounts).flatMap(({ outcomes: all }) => all[gap.objectiveId] ?? []);
    const verdicts = new Set<CoverageVerdict>(outcomes.map(({ verdict }) => verdict));
    const worst = coverageVerdicts.filter((verdict) => verdicts.has(verdict) && verdict !== "exempt").at(-1);
    const remaining = new Set<WayOutKind>(outcomes.flatMap(({ waysOut }) => waysOut.map(({ kind }) => kind)));
    return { ...gap, after: worst ?? "exempt", remaining: [...remaining].sort() };
  }
}

/** The organisation with suggested policies in place, under ids of drafts. */
function withPolicies(reading: OrganizationReading, policies: readonly SuggestedPolicy[]): OrganizationReading {
  const added = policies.map(({ name, type, content, targetIds }, at) => ({
    id: `draft-suggested-${at + 1}`,
    name,
    type,
    awsManaged: false,
    content: read(content),
    targetIds: read(targetIds),
  }));
  return { ...reading, policies: [...reading.policies, ...added] };
}

function membersBelow({ accounts }: CompiledOrganization, nodeId: string): readonly string[] {
  return [...accounts.values()].flatMap(({ account, path, isManagement }) =>
    !isManagement && path.ids.includes(nodeId) ? [account.id] : [],
  );
}

function ancestorsOf({ parents }: CompiledOrganization, nodeId: string): ReadonlySet<string> {
  const above = new Set<string>();
  for (let at = parents.get(nodeId); at !== undefined && at !== null && !above.has(at); at = parents.get(at))
    above.add(at);
  return above;
}

/** Classes of coverage that hold some of the accounts, cut down to these. */
function classesOf({ classes }: Coverage, accounts: readonly string[]): readonly CoverageClass[] {
  const wanted = new Set(accounts);
  return classes.flatMap((one) => {
    const inside = one.accounts.filter((account) => wanted.has(account));
    return inside.length === 0 ? [] : [{ ...one, accounts: inside }];
  });
}
