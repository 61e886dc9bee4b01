import { rcpType, scpType } from "../evaluate/compile-organization.ts";
import type { fillIn } from "../objectives/expand-objective.ts";
import type { ObjectivePrincipals } from "../objectives/objective.ts";
import type { PolicyCondition } from "../policy-document.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";

export type FilledRequest = ReturnType<typeof fillIn>;

/** A Deny in the making: exactly the requests of an objective, for one kind of principals. */
export type DenyDraft = {
  readonly type: typeof scpType | typeof rcpType;
  readonly objectiveId: string;
  /** Actions by name; null where `notActions` says which ones are left out. */
  readonly actions: readonly string[] | null;
  readonly notActions: readonly string[] | null;
  readonly resources: readonly string[];
  readonly isNotResource: boolean;
  readonly conditions: readonly PolicyCondition[];
};

export type DraftContext = {
  /** The organisation's own, for its own principals. */
  readonly exemptions: readonly PolicyCondition[];
  readonly universe: ActionUniverse;
  readonly organizationId: string;
};

export type DraftedDeny =
  | { readonly draft: DenyDraft }
  | { readonly why: "not-expressible" | "needs-resource-control-policy" };

/**
 * The Deny for one pattern of requests and one kind of principals. Its conditions are those of the requests, so that it
 * matches what the objective names and nothing else.
 */
export function draftDeny(
  objectiveId: string,
  request: FilledRequest,
  principals: ObjectivePrincipals,
  { exemptions, universe, organizationId }: DraftContext,
): DraftedDeny {
  const type = principals === "external" || principals === "aws-service" ? rcpType : scpType;
  const named = actionsOf(request, type, universe);
  if ("why" in named) return named;
  const { exceptResources } = request;
  const isEverywhere = request.resources.includes("*");
  if (exceptResources.length > 0 && !isEverywhere) return { why: "not-expressible" };
  const account = type === scpType ? "$" + "{aws:PrincipalAccount}" : "$" + "{aws:ResourceAccount}";
  const place = (text: string) => text.replaceAll("{account}", account);
  const isNotResource = exceptResources.length > 0;
  const resources = isNotResource ? exceptResources : isEverywhere ? ["*"] : request.resources;
  return {
    draft: {
      type,
      objectiveId,
      ...named,
      resources: resources.map(place),
      isNotResource,
      conditions: merged([
        ...request.conditions.map((condition) => ({ ...condition, values: condition.values.map(place) })),
        ...principalConditions(principals, request, organizationId),
        // The root is nobody's exempt role, and a stranger's role may have any name.
        ...(type === scpType && principals !== "root" ? exemptions : []),
      ]),
    },
  };
}

function actionsOf(
  { actions, exceptActions }: FilledRequest,
  type: string,
  universe: ActionUniverse,
): Pick<DenyDraft, "actions" | "notActions"> | { readonly why: "not-expressible" } {
  if (actions.includes("*")) {
    // An RCP knows no NotAction and names its services.
    if (type === rcpType) return { why: "not-expressible" };
    return exceptActions.length === 0
      ? { actions: ["*"], notActions: null }
      : { actions: null, notActions: exceptActions };
  }
  const except = new Set(exceptActions.flatMap((pattern) => universe.matching(pattern).map(({ name }) => name)));
  const names = actions
    .flatMap((pattern) => universe.matching(pattern).map(({ name }) => name))
    .filter((name) => !except.has(name));
  const controlled = type === rcpType ? names.filter((name) => isControlled(name, universe)) : names;
  return controlled.length === 0 ? { why: "not-expressible" } : { actions: controlled, notActions: null };
}

function isControlled(action: string, universe: ActionUniverse): boolean {
  return universe.resourceControlled.services.has(action.slice(0, action.indexOf(":")));
}

const root = (partition: string) => `arn:${partition}:iam::*:root`;

/** Who makes the requests, where the objective's own conditions do not say it already. */
function principalConditions(
  principals: ObjectivePrincipals,
  request: FilledRequest,
  organizationId: string,
): readonly PolicyCondition[] {
  const says = (key: string) => request.conditions.some((condition) => condition.key.toLowerCase() === key);
  switch (principals) {
    case "member":
      return [];
    case "human":
      return [{ operator: "ArnNotLike", key: "aws:PrincipalArn", values: [root(request.partition)] }];
    case "root":
      return [{ operator: "ArnLike", key: "aws:PrincipalArn", values: [root(request.partition)] }];
    case "external":
      return says("aws:principalorgid")
        ? []
        : [
            { operator: "StringNotEqualsIfExists", key: "aws:PrincipalOrgID", values: [organizationId] },
            { operator: "BoolIfExists", key: "aws:PrincipalIsAWSService", values: ["false"] },
          ];
    case "aws-service":
      return says("aws:principalisawsservice")
        ? []
        : [{ operator: "Bool", key: "aws:PrincipalIsAWSService", values: ["true"] }];
    default:
      return assertNever(principals);
  }
}

const negated = /not(equals|like)|^notipaddress/i;

/**
 * Conditions with one operator on one key stand in one place: of a negated operator the values are joined (none of them
 * may match). Others that differ stay apart; `isExpressible` then tells that JSON cannot hold both.
 */
function merged(conditions: readonly PolicyCondition[]): readonly PolicyCondition[] {
  const byPlace = new Map<string, PolicyCondition>();
  const apart: PolicyCondition[] = [];
  for (const condition of conditions) {
    const place = `${condition.operator.toLowerCase()} ${condition.key.toLowerCase()}`;
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, condition);
    else if (negated.test(condition.operator))
      byPlace.set(place, { ...known, values: [...new Set([...known.values, ...condition.values])] });
    else apart.push(condition);
  }
  return [...byPlace.values(), ...apart];
}

/** No operator and key twice. */
export function isExpressible({ conditions }: DenyDraft): boolean {
  const places = conditions.map(({ operator, key }) => `${operator.toLowerCase()} ${key.toLowerCase()}`);
  return new Set(places).size === places.length;
}

function assertNever(value: never): never {
  throw new Error(`no such principals: ${JSON.stringify(value)}`);
}
