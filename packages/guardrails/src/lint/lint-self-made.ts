import { askerOf } from "../coverage/decide-objective.ts";
import { placeOf } from "../coverage/decide-organization.ts";
import type { AtomOutcome } from "../decide/atom-outcome.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { relevantStatements } from "../decide/relevant-statements.ts";
import { type Ask, type SelfMade, selfMade } from "../decide/self-made.ts";
import {
  type CompiledAccount,
  type CompiledOrganization,
  levelOf,
  levelsOf,
  rcpType,
  scpType,
} from "../evaluate/compile-organization.ts";
import type { OrganizationPolicy } from "../organization.ts";
import type { PolicyDocument } from "../policy-document.ts";
import { someOf } from "./found-problem.ts";
import { exemptionsOf } from "./lint-exemptions.ts";
import type { LintProblem } from "./lint-problem.ts";
import { problemOf } from "./organization-problem.ts";

/** Decisions for one organisation at most; accounts beyond are not counted. */
const mostDecisions = 5_000;

/**
 * Exceptions for roles and users that an administrator of an account can make or take over, decided by the engine that
 * decides coverage: what an SCP leaves out by name is only worth what keeps that name from others.
 */
export function lintSelfMade(compiled: CompiledOrganization): readonly LintProblem[] {
  if (compiled.unavailable[scpType] !== null) return [];
  const finder = new Finder(compiled);
  return [...compiled.policies.values()].flatMap(({ id, type, awsManaged, state }) =>
    type === scpType && !awsManaged && state.status === "parsed" ? finder.lint(id, state.document) : [],
  );
}

/** Actions by which principals are made and taken over: what policies say of these tells accounts apart. */
const makingActions = [
  ...["iam:CreateRole", "iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:AttachRolePolicy"],
  ...["iam:CreateUser", "iam:CreateAccessKey", "iam:CreateLoginProfile"],
];

type Group = {
  /** What policies on the way say of each making action. */
  readonly keys: ReadonlyMap<string, string>;
  /** Account ids that they name: all other members of the group are alike. */
  readonly named: ReadonlySet<string>;
  /** They name accounts by patterns, so that each member is asked for itself. */
  readonly isByPattern: boolean;
  readonly members: CompiledAccount[];
  readonly nodeIds: ReadonlySet<string>;
  /** Policies that each member attaches itself. */
  readonly own: ReadonlySet<string | null>;
};

class Finder {
  private readonly compiled: CompiledOrganization;
  private readonly memo = new DecisionMemo();
  private readonly known = new Map<string, SelfMade>();
  private readonly outcomes = new Map<string, AtomOutcome>();
  private readonly groups: readonly Group[];
  private readonly targets: ReadonlyMap<string, OrganizationPolicy["targetIds"]>;
  private decisions = 0;

  constructor(compiled: CompiledOrganization) {
    this.compiled = compiled;
    this.groups = groupsOf(compiled);
    this.targets = new Map(compiled.reading.policies.map(({ id, targetIds }) => [id, targetIds]));
  }

  lint(policyId: string, { statements }: PolicyDocument): readonly LintProblem[] {
    const targets = this.targets.get(policyId);
    if (targets?.status !== "read") return [];
    const below = this.groups.filter(
      ({ nodeIds, own }) => own.has(policyId) || targets.value.some((target) => nodeIds.has(target)),
    );
    const places = new Map<string, string>();
    for (const statement of statements)
      for (const { pattern, condition } of exemptionsOf(statement)) {
        const written = statement.conditions[condition];
        if (places.has(pattern) || pattern.includes("${") || written === undefined) continue;
        places.set(pattern, `Statement[${statement.index}].Condition.${written.operator}.${written.key}`);
      }
    const made = [...places].flatMap(([pattern, path]) => {
      const { count, by } = this.count(pattern, below);
      return count === 0 ? [] : [{ pattern, path, count, by }];
    });
    const [first] = made;
    if (first === undefined) return [];
    const details = {
      pattern: someOf(made.map(({ pattern }) => pattern)),
      count: String(Math.max(...made.map(({ count }) => count))),
      actions: someOf([...new Set(made.flatMap(({ by }) => by))]),
    };
    return [problemOf("self-made-exemption", "warning", details, { policyId, path: first.path })];
  }

  private count(pattern: string, groups: readonly Group[]): { readonly count: number; readonly by: readonly string[] } {
    let count = 0;
    const by = new Set<string>();
    for (const group of groups) {
      for (const { member, stands } of askedIn(group, pattern)) {
        const answer = this.ask(pattern, group, member);
        if (answer.selfMade !== true) continue;
        count += stands;
        for (const action of answer.by) by.add(action);
      }
    }
    return { count, by: [...by] };
  }

  private ask(pattern: string, group: Group, member: CompiledAccount): SelfMade {
    const { compiled } = this;
    const accountId = member.account.id;
    const isNamed = group.isByPattern || group.named.has(accountId);
    const key = [pattern, ...group.keys.values(), isNamed || pattern.includes(accountId) ? accountId : ""].join("\n");
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.decisions += 1;
    if (this.decisions > mostDecisions) return { selfMade: null, by: [] };
    const levels = { scp: levelsOf(compiled, scpType, accountId), rcp: levelsOf(compiled, rcpType, accountId) };
    const ask = askerOf({ ...placeOf(compiled, member), ...levels, universe: compiled.universe }, this.memo);
    const asked: Ask = (atom) => {
      if (isNamed) return ask(atom);
      const name = `${atom.id}\n${group.keys.get(atom.action) ?? accountId}`;
      const outcome = this.outcomes.get(name) ?? ask(atom);
      this.outcomes.set(name, outcome);
      return outcome;
    };
    const requirement = { key: "aws:PrincipalArn", kind: "named-exemption", how: "matches", orAbsent: false } as const;
    const answer = selfMade([{ ...requirement, values: [pattern] }], accountId, asked, compiled.partition);
    this.known.set(key, answer);
    return answer;
  }
}

type Asked = { readonly member: CompiledAccount; readonly stands: number };

const usual = new WeakMap<Group, readonly Asked[]>();

/** Members that differ from each other, and for how many each of them stands. */
function askedIn(group: Group, pattern: string): readonly Asked[] {
  if (/\d{12}/.test(pattern) || accountPattern.test(pattern)) return split(group, pattern);
  const known = usual.get(group) ?? split(group, "");
  usual.set(group, known);
  return known;
}

function split({ members, named, isByPattern }: Group, pattern: string): readonly Asked[] {
  const isPattern = accountPattern.test(pattern);
  const isApart = ({ account }: CompiledAccount) =>
    isByPattern || isPattern || named.has(account.id) || pattern.includes(account.id);
  const apart = members.filter(isApart);
  const rest = members.find((member) => !isApart(member));
  return [
    ...apart.map((member) => ({ member, stands: 1 })),
    ...(rest === undefined ? [] : [{ member: rest, stands: members.length - apart.length }]),
  ];
}

/** Some of an account id's digits, and a wildcard for the others. */
const accountPattern = /:(?=[\d*?]*\d)(?=[\d*?]*[*?])[\d*?]+:/;

/** Members by their parent and the policies that they attach themselves: they meet the same policies. */
function groupsOf(compiled: CompiledOrganization): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const member of compiled.accounts.values()) {
    const { account, path, isManagement, isContradictory } = member;
    if (isManagement || isContradictory || path.broken !== null) continue;
    const own = levelOf(compiled, scpType, account.id).entries.map(({ policyId }) => policyId);
    const place = `${account.parentId} ${own.join()}`;
    const known = groups.get(place);
    if (known !== undefined) known.members.push(member);
    else {
      const nodeIds = new Set(path.ids.slice(0, -1));
      groups.set(place, { ...stackOf(compiled, account.id), members: [member], nodeIds, own: new Set(own) });
    }
  }
  return [...groups.values()];
}

function stackOf(compiled: CompiledOrganization, accountId: string): Pick<Group, "keys" | "named" | "isByPattern"> {
  const levels = levelsOf(compiled, scpType, accountId);
  const found = levels.status === "levels" ? levels.levels : [];
  const relevant = makingActions.map((action) => ({ action, ...relevantStatements(action, found) }));
  const texts = relevant.flatMap(({ denies, allows }) =>
    [...denies, ...allows.flat()].map(({ statement }) => JSON.stringify(statement)),
  );
  return {
    keys: new Map(relevant.map(({ action, key }) => [action, key])),
    named: new Set(texts.flatMap((text) => text.match(/\d{12}/g) ?? [])),
    isByPattern: texts.some((text) => accountPattern.test(text)),
  };
}
