import { splitOperator } from "../condition-operator.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import { keysOfAction, type PolicyVocabulary, representativesOf } from "./action-groups.ts";
import type { Atom, ResourceShape } from "./atom.ts";
import type { Objective, ObjectiveParameters, RequestPattern } from "./objective.ts";
import { parametersOf, parameterValues, withValues } from "./parameter-values.ts";
import { shapeAsWritten, shapesOf } from "./resource-shapes.ts";

/** What texts of objectives take from the organisation. */
export type ObjectiveOrganization = {
  readonly id: string;
  /** `aws`, `aws-cn` ...; `aws` without it. */
  readonly partition?: string;
};

export type ExpandedObjective =
  | {
      readonly atoms: readonly Atom[];
      /** Actions and services that the data of AWS's actions does not know: nothing was asked about them. */
      readonly unknownActions: readonly string[];
    }
  /** Names of parameters that have neither a value nor a default. */
  | { readonly missing: readonly string[] };

/**
 * The questions that an objective asks: one per action, form of resource and kind of principal. An action that stands for
 * many (`*`, `s3:*`) is asked once for all that the vocabulary cannot tell apart; without one, each for itself.
 */
export function expandObjective(
  objective: Objective,
  parameters: ObjectiveParameters,
  organization: ObjectiveOrganization,
  universe: ActionUniverse,
  vocabulary?: PolicyVocabulary,
): ExpandedObjective {
  const values = parameterValues(objective, parameters, organization.id);
  const isMissing = (name: string) => !Object.hasOwn(values, name);
  const missing = parametersOf(objective.requests.filter(({ part }) => part === "core")).filter(isMissing);
  if (missing.length > 0) return { missing };
  const unknown = new Set<string>();
  const atoms = new Map<string, Atom>();
  for (const request of objective.requests) {
    // Hardening alone leaves no verdict unknown.
    if (parametersOf([request]).some(isMissing)) continue;
    const filled = fillIn(request, values, organization.partition ?? "aws");
    for (const action of actionsOf(filled, universe, vocabulary, unknown))
      if (canCarryAll(action.facts, filled.conditions, universe))
        for (const atom of atomsOf(objective.id, filled, action)) atoms.set(atom.id, atom);
  }
  return { atoms: [...atoms.values()], unknownActions: [...unknown] };
}

type Filled = Required<RequestPattern> & { readonly partition: string };

/** A pattern of requests with the values of its parameters put in; `{account}` stays. */
export function fillIn(
  { exceptResources = [], exceptActions = [], ...request }: RequestPattern,
  values: ObjectiveParameters,
  partition: string,
): Filled {
  const arn = (text: string) => text.replace(/^arn:\*:/, `arn:${partition}:`);
  const all = (texts: readonly string[]) => texts.flatMap((text) => withValues(text, values));
  return {
    ...request,
    partition,
    actions: all(request.actions),
    exceptActions,
    resources: all(request.resources).map(arn),
    exceptResources: all(exceptResources).map(arn),
    conditions: request.conditions.map((condition) => ({ ...condition, values: all(condition.values).map(arn) })),
  };
}

type AskedAction = { readonly facts: ActionFacts; readonly isRepresentative: boolean };

function actionsOf(
  { actions, exceptActions }: Filled,
  universe: ActionUniverse,
  vocabulary: PolicyVocabulary | undefined,
  unknown: Set<string>,
): readonly AskedAction[] {
  const leftOut = new Set(exceptActions.flatMap((pattern) => universe.matching(pattern)));
  return actions.flatMap((pattern) => {
    const matching = universe.matching(pattern);
    if (matching.length === 0) unknown.add(pattern);
    const asked = leftOut.size === 0 ? matching : matching.filter((facts) => !leftOut.has(facts));
    const isRepresentative = /[*?]/.test(pattern);
    const told = isRepresentative && vocabulary !== undefined ? representativesOf(asked, vocabulary) : asked;
    return told.map((facts) => ({ facts, isRepresentative }));
  });
}

function atomsOf(objectiveId: string, request: Filled, action: AskedAction): readonly Atom[] {
  const { part, exceptResources, conditions } = request;
  const name = action.facts.name;
  return calledResources(request, action).flatMap((shapes) => {
    const resources = shapes.map((shape) => placed(shape, request.partition));
    const form = resources.map(({ type, patterns }) => `${type ?? ""} ${patterns.join(" ")}`).join(";");
    // A stranger who names no resource acts on the account of his own.
    const callers = action.facts.resourceTypes.length > 0 ? request.principals : request.principals.filter(isOwn);
    return callers.map((principals): Atom => {
      const id = [objectiveId, part, principals, name, form, ...exceptResources, ...conditions.map(textOf)].join(" ");
      return { id, objectiveId, part, principals, action: name, resources, conditions };
    });
  });
}

function isOwn(principals: Atom["principals"]): boolean {
  return principals !== "external" && principals !== "aws-service";
}

/**
 * IAM's resources are always the caller's own account's; other services' may be another account's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html
 */
function placed({ type, patterns, except }: ResourceShape, partition: string): ResourceShape {
  const place = (pattern: string) =>
    pattern.replace(/^arn:\*:/, `arn:${partition}:`).replace(/^(arn:[^:]*:iam::)\*:/, "$1{account}:");
  return { type, patterns: patterns.map(place), except: except.map(place) };
}

/** One list of resources per form that fits the action; any resource where it speaks for others. */
function calledResources(
  { resources, exceptResources }: Filled,
  { facts, isRepresentative }: AskedAction,
): readonly (readonly ResourceShape[])[] {
  if (isRepresentative) return [[{ type: null, patterns: ["*"], except: exceptResources }]];
  const fitting = resources.flatMap((form) => {
    const shapes = shapesOf(facts, form, exceptResources);
    return shapes === null ? [] : [shapes];
  });
  if (fitting.length > 0) return fitting;
  return resources.map((form) => [shapeAsWritten(facts, form, exceptResources)]);
}

/** False where a condition asks for a key that the action never carries: no such request exists. */
function canCarryAll(facts: ActionFacts, conditions: readonly PolicyCondition[], universe: ActionUniverse): boolean {
  return conditions.every((condition) => {
    if (!asksForKey(condition)) return true;
    const carried = keysOfAction(facts);
    const key = condition.key.toLowerCase();
    const family = key.replace(/\/.*$/, "/");
    const isGlobal = universe.globalKeys.has(family) && !perAction.has(family);
    return isGlobal || carried.has(key) || carried.has(family);
  });
}

/** Global keys that only those actions carry for which AWS's table lists them. */
const perAction: ReadonlySet<string> = new Set(["aws:requesttag/", "aws:resourcetag/", "aws:tagkeys"]);

/** An absent key fails it. */
function asksForKey({ operator, values }: PolicyCondition): boolean {
  const { set, name, ifExists } = splitOperator(operator);
  if (name === "null") return values.every((value) => value.toLowerCase() === "false");
  return set === "foranyvalue" || (set === null && !ifExists && !/not/.test(name));
}

function textOf({ operator, key, values }: PolicyCondition): string {
  return `${operator} ${key} ${values.join(",")}`;
}
