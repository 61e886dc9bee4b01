import { splitOperator } from "../condition-operator.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import type { Atom, ResourceShape } from "./atom.ts";
import type { Objective, ObjectiveParameters, RequestPattern } from "./objective.ts";
import { missingParameters, parametersOf, parameterValues, withValues } from "./parameter-values.ts";
import { shapeAsWritten, shapesOf } from "./resource-shapes.ts";

/** What texts of objectives take from the organisation. */
export type ObjectiveOrganization = {
  readonly id: string;
  /** `aws`, `aws-cn` ...; `aws` without it. */
  readonly partition?: string;
};

export type ExpandedObjective =
  | { readonly atoms: readonly Atom[] }
  /** Names of parameters that have neither a value nor a default. */
  | { readonly missing: readonly string[] };

/**
 * The questions that an objective asks: one per action, form of resource and kind of principal. Actions that a pattern
 * (`*`, `s3:*`) takes in are asked about on any resource, and share the lists that their atoms hold. What the data of AWS's
 * actions does not know is asked about as it is written: nothing is good because its name was mistyped.
 */
export function expandObjective(
  objective: Objective,
  parameters: ObjectiveParameters,
  organization: ObjectiveOrganization,
  universe: ActionUniverse,
): ExpandedObjective {
  const values = parameterValues(objective, parameters, organization.id);
  const missing = missingParameters(objective, values);
  if (missing.length > 0) return { missing };
  const atoms: Atom[] = [];
  const named = new Set<string>();
  for (const request of objective.requests) {
    if (parametersOf([request]).some((name) => !Object.hasOwn(values, name))) continue;
    const filled = fillIn(request, values, organization.partition ?? "aws");
    const ofPatterns = callOf(filled, [{ type: null, patterns: ["*"], except: filled.exceptResources }]);
    for (const { facts, isNamed, isKnown } of actionsOf(filled, universe)) {
      if (isKnown && !canCarryAll(facts, filled.conditions, universe)) continue;
      for (const call of isNamed ? namedCalls(filled, facts) : [ofPatterns])
        for (const principals of callersOf(filled, facts)) {
          const atom = atomOf(objective.id, filled, facts.name, principals, call);
          // Two forms may come to the same; of a pattern's actions, none comes twice.
          if (isNamed && named.has(atom.id)) continue;
          if (isNamed) named.add(atom.id);
          atoms.push(atom);
        }
    }
  }
  return { atoms };
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

type AskedAction = { readonly facts: ActionFacts; readonly isNamed: boolean; readonly isKnown: boolean };

function actionsOf({ actions, exceptActions }: Filled, universe: ActionUniverse): readonly AskedAction[] {
  const done = new Set(exceptActions.flatMap((pattern) => universe.matching(pattern)));
  const asked: AskedAction[] = [];
  for (const pattern of actions) {
    const matching = universe.matching(pattern);
    const unknown = { name: pattern, resourceTypes: [], keys: [] };
    if (matching.length === 0) asked.push({ facts: unknown, isNamed: false, isKnown: false });
    const isNamed = !/[*?]/.test(pattern);
    for (const facts of matching) {
      if (done.has(facts)) continue;
      done.add(facts);
      asked.push({ facts, isNamed, isKnown: true });
    }
  }
  return asked;
}

/** The resources of one call, and what tells it from other calls of the action in an atom's id. */
type Call = { readonly resources: readonly ResourceShape[]; readonly text: string };

function callOf({ partition, exceptResources, conditions }: Filled, shapes: readonly ResourceShape[]): Call {
  const resources = shapes.map((shape) => placed(shape, partition));
  const form = resources.map(({ type, patterns }) => `${type ?? ""} ${patterns.join(" ")}`).join(";");
  return { resources, text: [form, ...exceptResources, ...conditions.map(textOf)].join(" ") };
}

/** One call per form that fits the action. */
function namedCalls(request: Filled, facts: ActionFacts): readonly Call[] {
  const { resources, exceptResources } = request;
  const fitting = resources.flatMap((form) => {
    return shapesOf(facts, form, exceptResources) ?? [];
  });
  const called = fitting.length > 0 ? fitting : resources.map((form) => [shapeAsWritten(facts, form, exceptResources)]);
  return called.map((shapes) => callOf(request, shapes));
}

/** A stranger who names no resource acts on the account of his own. */
function callersOf({ principals }: Filled, { resourceTypes }: ActionFacts): RequestPattern["principals"] {
  return resourceTypes.length > 0 ? principals : principals.filter(isOwn);
}

function atomOf(
  objectiveId: string,
  { part, conditions }: Filled,
  action: string,
  principals: Atom["principals"],
  { resources, text }: Call,
): Atom {
  const id = `${objectiveId} ${part} ${principals} ${action} ${text}`;
  return { id, objectiveId, part, principals, action, resources, conditions };
}

function isOwn(principals: Atom["principals"]): boolean {
  return principals !== "external" && principals !== "aws-service";
}

/**
 * IAM's resources are always the caller's own account's; other services' may be another account's.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html
 */
function placed({ patterns, except, ...shape }: ResourceShape, partition: string): ResourceShape {
  const place = (pattern: string) =>
    pattern.replace(/^arn:\*:/, `arn:${partition}:`).replace(/^(arn:[^:]*:iam::)\*:/, "$1{account}:");
  return { ...shape, patterns: patterns.map(place), except: except.map(place) };
}

/** False where a condition asks for a key that the action never carries: no such request exists. */
function canCarryAll(facts: ActionFacts, conditions: readonly PolicyCondition[], universe: ActionUniverse): boolean {
  return conditions.every((condition) => {
    if (!asksForKey(condition)) return true;
    const key = condition.key.toLowerCase();
    const family = key.replace(/\/.*$/, "/");
    if (universe.globalKeys.has(family) && !perAction.has(family)) return true;
    const carried = keysOfAction(facts);
    return carried.has(key) || carried.has(family);
  });
}

/** Global keys that only those actions carry for which AWS's table lists them. */
const perAction: ReadonlySet<string> = new Set(["aws:requesttag/", "aws:resourcetag/", "aws:tagkeys"]);

/** Whether an absent key fails it. */
export function asksForKey({ operator, values }: PolicyCondition): boolean {
  const { set, name, ifExists } = splitOperator(operator);
  if (name === "null") return values.every((value) => value.toLowerCase() === "false");
  return set === "foranyvalue" || (set === null && !ifExists && !/not/.test(name));
}

const carriedKeys = new WeakMap<ActionFacts, ReadonlySet<string>>();

/** Every key that a call of the action may carry: its own and those of its resource types. */
export function keysOfAction(action: ActionFacts): ReadonlySet<string> {
  const known = carriedKeys.get(action);
  if (known !== undefined) return known;
  const made = new Set([...action.keys, ...action.resourceTypes.flatMap((type) => type.keys)]);
  carriedKeys.set(action, made);
  return made;
}

function textOf({ operator, key, values }: PolicyCondition): string {
  return `${operator} ${key} ${values.join(",")}`;
}
