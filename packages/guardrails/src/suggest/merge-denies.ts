import { rcpType } from "../evaluate/compile-organization.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import type { DenyDraft } from "./deny-draft.ts";
import { safeWildcards } from "./safe-wildcards.ts";

/** One statement of a suggested policy, and the gaps that it helps to close. */
export type SuggestedStatement = { readonly type: string; readonly json: string; readonly gaps: ReadonlySet<number> };

export type GapDraft = { readonly gap: number; readonly draft: DenyDraft };

/** Drafts that differ in their actions only become one statement; its wildcards match no other action. */
export function mergeDenies(drafts: readonly GapDraft[], universe: ActionUniverse): readonly SuggestedStatement[] {
  const groups = new Map<string, GapDraft[]>();
  for (const one of drafts) {
    const simple = { gap: one.gap, draft: withoutNeedlessResources(one.draft, universe) };
    const { type, notActions, resources, isNotResource, conditions } = simple.draft;
    const key = JSON.stringify([type, notActions, [...resources].sort(), isNotResource, conditions]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [simple]);
    else group.push(simple);
  }
  const taken = new Set<string>();
  return [...groups.values()].map((group) => statementOf(group, universe, taken));
}

/**
 * `*` instead of forms that are all that the actions act on: the same requests in fewer characters. Only where every call
 * names such a resource.
 */
function withoutNeedlessResources(draft: DenyDraft, universe: ActionUniverse): DenyDraft {
  const { actions, resources, isNotResource } = draft;
  if (actions === null || isNotResource || resources.includes("*")) return draft;
  const forms = new Set(resources.map(anyPartition));
  const isWhole = actions.every((name) => {
    const types = universe.action(name)?.resourceTypes ?? [];
    return (
      types.some(({ isRequired }) => isRequired) &&
      types.every(({ arns }) => arns.every((arn) => forms.has(anyPartition(arn))))
    );
  });
  return isWhole ? { ...draft, resources: ["*"] } : draft;
}

function anyPartition(arn: string): string {
  return arn.replace(/^arn:[^:]*:/, "arn:*:");
}

function statementOf(group: readonly GapDraft[], universe: ActionUniverse, taken: Set<string>): SuggestedStatement {
  const [first] = group;
  if (first === undefined) throw new Error("a statement needs a draft");
  const { type, resources, isNotResource, conditions, notActions } = first.draft;
  const named = new Set(group.flatMap(({ draft }) => draft.actions ?? []));
  const actions = named.has("*") ? ["*"] : safeWildcards(named, (action) => named.has(action), universe);
  const statement = {
    ...sidOf(group, taken),
    Effect: "Deny",
    ...(type === rcpType ? { Principal: "*" } : {}),
    ...(notActions === null ? { Action: oneOrList(actions) } : { NotAction: oneOrList(notActions) }),
    [isNotResource ? "NotResource" : "Resource"]: oneOrList(resources),
    ...conditionOf(conditions),
  };
  return { type, json: JSON.stringify(statement), gaps: new Set(group.map(({ gap }) => gap)) };
}

/**
 * An objective's name in the letters that a Sid may have; none where the statement serves several. A Sid occurs once in a
 * policy. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
function sidOf(group: readonly GapDraft[], taken: Set<string>): { readonly Sid?: string } {
  const ids = new Set(group.map(({ draft }) => draft.objectiveId));
  const [id = ""] = ids;
  if (ids.size !== 1) return {};
  const base = id.replace(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, _gap, letter: string) => letter.toUpperCase());
  let sid = base;
  for (let count = 2; taken.has(sid); count += 1) sid = `${base}${count}`;
  taken.add(sid);
  return { Sid: sid };
}

function conditionOf(conditions: DenyDraft["conditions"]): { readonly Condition?: object } {
  if (conditions.length === 0) return {};
  const byOperator: Record<string, Record<string, string | readonly string[]>> = {};
  for (const { operator, key, values } of conditions)
    byOperator[operator] = { ...byOperator[operator], [key]: oneOrList(values) };
  return { Condition: byOperator };
}

function oneOrList(texts: readonly string[]): string | readonly string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : texts;
}
