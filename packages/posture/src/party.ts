import type { ResponsibilityDomain } from "@sekinin/responsibility";
import type { ControlSum, ControlSums } from "./control-sums.ts";
import { addDomainSums, type DomainSum, emptyDomainSum } from "./sums.ts";

/** Who answers: AWS, a team of the tenant, the partner (an operator) that works in it, or the tenant with nobody named. */
export type Party =
  | { readonly kind: "aws" }
  | { readonly kind: "team"; readonly id: string }
  | { readonly kind: "partner"; readonly operatorId: string }
  | { readonly kind: "unassigned" };

/** That a team or the partner answers for a domain or control, at a node and everything below it. */
export type PartyAssignment = {
  readonly nodeId: string;
  readonly subjectKind: "domain" | "control";
  /** Id of the domain or control. */
  readonly subject: string;
  readonly party: Extract<Party, { kind: "team" | "partner" }>;
};

/** A control as assignments see it. */
export type AssignedControl = { readonly id: string; readonly domain: ResponsibilityDomain };

/** Assignments by node and subject: what `partyAt` looks up. At most one a node and subject; a later one wins. */
export type AssignmentIndex = ReadonlyMap<string, ReadonlyMap<string, PartyAssignment["party"]>>;

const nobody: Party = { kind: "unassigned" };

/** One text per party: equal for equal parties, and what an address carries. */
export function partyKey(party: Party): string {
  switch (party.kind) {
    case "team":
      return `team:${party.id}`;
    case "partner":
      return `partner:${party.operatorId}`;
    case "aws":
    case "unassigned":
      return party.kind;
  }
}

const keyShape = /^(team|partner):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The party that a text of `partyKey` means, whether it exists or not; null for any other text. */
export function partyOfKey(text: string): Party | null {
  if (text === "aws" || text === "unassigned") return { kind: text };
  const [, kind, id] = keyShape.exec(text) ?? [];
  if (id === undefined) return null;
  return kind === "team" ? { kind: "team", id } : { kind: "partner", operatorId: id };
}

export function indexAssignments(assignments: Iterable<PartyAssignment>): AssignmentIndex {
  const index = new Map<string, Map<string, PartyAssignment["party"]>>();
  for (const { nodeId, subjectKind, subject, party } of assignments) {
    const subjects = index.get(nodeId) ?? new Map<string, PartyAssignment["party"]>();
    subjects.set(`${subjectKind} ${subject}`, party);
    index.set(nodeId, subjects);
  }
  return index;
}

/** What is said at this very node; on one node a control's own assignment beats its domain's. */
function saidAt(
  index: AssignmentIndex,
  nodeId: string,
  control: AssignedControl,
): PartyAssignment["party"] | undefined {
  const subjects = index.get(nodeId);
  return subjects?.get(`control ${control.id}`) ?? subjects?.get(`domain ${control.domain}`);
}

/** Who answers, and where that is said: null where nothing says it. */
export type EffectiveParty = { readonly party: Party; readonly saidAt: string | null };

/**
 * Who answers for a control at the first node of `path`, which goes up from there to the root: the nearest node that
 * says something decides. An empty path is nowhere: unassigned.
 */
export function partyOf(index: AssignmentIndex, path: Iterable<string>, control: AssignedControl): EffectiveParty {
  for (const nodeId of path) {
    const party = saidAt(index, nodeId, control);
    if (party !== undefined) return { party, saidAt: nodeId };
  }
  return { party: nobody, saidAt: null };
}

/** Who answers for a domain as a whole at the first node of `path`; controls may be taken out of it by name. */
export function partyOfDomain(
  index: AssignmentIndex,
  path: Iterable<string>,
  domain: ResponsibilityDomain,
): EffectiveParty {
  for (const nodeId of path) {
    const party = index.get(nodeId)?.get(`domain ${domain}`);
    if (party !== undefined) return { party, saidAt: nodeId };
  }
  return { party: nobody, saidAt: null };
}

/** From a node up to the root by `parentOf`, which knows null for the root; a circle ends where it closes. */
export function pathUp(parentOf: ReadonlyMap<string, string | null>, nodeId: string): string[] {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let at: string | null | undefined = nodeId; at !== null && at !== undefined; at = parentOf.get(at)) {
    if (!parentOf.has(at) || seen.has(at)) break;
    seen.add(at);
    path.push(at);
  }
  return path;
}

/** A tree as the sums of a party need it. `controls` of the wanted nodes and of those that carry an assignment. */
export type PartyTree = {
  readonly parentOf: ReadonlyMap<string, string | null>;
  readonly controls: ReadonlyMap<string, ControlSums>;
};

/**
 * By wanted node, the sums of what one party answers for there and below; a control of which it has nothing is left
 * out. Exact, and without a look at accounts: a node's own sums where the party has it there, corrected at every node
 * below that says otherwise than its parent. O(assigned nodes x controls x depth).
 */
export function partyControls(
  { parentOf, controls }: PartyTree,
  index: AssignmentIndex,
  party: Party,
  wanted: Iterable<string>,
): Map<string, ControlSums> {
  const key = partyKey(party);
  const sums = new Map<string, Map<string, ControlSum>>();
  for (const nodeId of wanted) sums.set(nodeId, new Map());
  const answers = (path: readonly string[], id: string, { domain }: ControlSum) =>
    partyKey(partyOf(index, path, { id, domain }).party) === key;
  for (const [nodeId, own] of sums) {
    const path = pathUp(parentOf, nodeId);
    for (const [id, sum] of Object.entries(controls.get(nodeId) ?? {})) {
      if (answers(path, id, sum)) own.set(id, added(own.get(id), sum, 1));
    }
  }
  for (const nodeId of index.keys()) {
    const path = pathUp(parentOf, nodeId);
    const above = path.slice(1);
    for (const [id, sum] of Object.entries(controls.get(nodeId) ?? {})) {
      const change = Number(answers(path, id, sum)) - Number(answers(above, id, sum));
      if (change === 0) continue;
      for (const ancestor of above) {
        const at = sums.get(ancestor);
        at?.set(id, added(at.get(id), sum, change > 0 ? 1 : -1));
      }
    }
  }
  return new Map([...sums].map(([nodeId, own]) => [nodeId, withSomething(own)]));
}

function added(known: ControlSum | undefined, sum: ControlSum, sign: 1 | -1): ControlSum {
  const base = known ?? { ...emptyDomainSum, domain: sum.domain, failingAccounts: 0, unknownAccounts: 0 };
  return {
    ...addDomainSums(base, sign === 1 ? sum : negative(sum)),
    domain: sum.domain,
    failingAccounts: base.failingAccounts + sign * sum.failingAccounts,
    unknownAccounts: base.unknownAccounts + sign * sum.unknownAccounts,
  };
}

function negative(sum: DomainSum): DomainSum {
  return {
    met: -sum.met,
    known: -sum.known,
    total: -sum.total,
    duties: -sum.duties,
    failingDuties: -sum.failingDuties,
    unknownDuties: -sum.unknownDuties,
    passed: -sum.passed,
    failed: -sum.failed,
    unknown: -sum.unknown,
  };
}

function withSomething(sums: ReadonlyMap<string, ControlSum>): ControlSums {
  return Object.fromEntries([...sums].filter(([, { duties }]) => duties > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}
