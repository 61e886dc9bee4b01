import type { PolicyCondition } from "../policy-document.ts";
import type {
  BetterMeans,
  DeclarativeSetting,
  LocalizedText,
  Objective,
  ObjectivePrincipals,
  RequestPattern,
} from "./objective.ts";
import { parametersOf } from "./parameter-values.ts";

type Definition = {
  readonly id: string;
  readonly domain: string;
  readonly title: LocalizedText;
  readonly requests: readonly RequestPattern[];
  /** In the order in which a reader meets them; none where nothing needs to get through. */
  readonly exemptions: readonly LocalizedText[];
  readonly limit?: { readonly text: LocalizedText; readonly better: readonly BetterMeans[] };
  readonly metBy?: readonly DeclarativeSetting[];
  readonly references: readonly string[];
};

/** An objective with what follows from its parts: the parameters that its texts name, and one text of its exemptions. */
export function defineObjective({ exemptions, limit, metBy, ...rest }: Definition): Objective {
  return {
    ...rest,
    parameters: parametersOf(rest.requests),
    usualExemptions: exemptionText(exemptions),
    limit: limit ?? null,
    metBy: metBy ?? [],
  };
}

function exemptionText(exemptions: readonly LocalizedText[]): LocalizedText {
  if (exemptions.length === 0) return { en: "None in normal operation.", ja: "通常の運用では不要。" };
  const en = exemptions.map((text) => text.en).join("; ");
  return {
    en: `${en.slice(0, 1).toUpperCase()}${en.slice(1)}.`,
    ja: `${exemptions.map((text) => text.ja).join("、")}。`,
  };
}

type Narrowing = {
  readonly on?: readonly string[];
  readonly except?: readonly string[];
  readonly exceptActions?: readonly string[];
  readonly when?: readonly PolicyCondition[];
  readonly by?: readonly ObjectivePrincipals[];
};

/** Requests that decide the verdict. Without more words: on any resource, whatever the conditions, by members. */
export function core(actions: readonly string[], narrowing: Narrowing = {}): RequestPattern {
  return { part: "core", ...requestOf(actions, narrowing) };
}

/** Side routes, shown apart. */
export function hardening(actions: readonly string[], narrowing: Narrowing = {}): RequestPattern {
  return { part: "hardening", ...requestOf(actions, narrowing) };
}

function requestOf(actions: readonly string[], { on, except, exceptActions, when, by }: Narrowing) {
  return {
    principals: by ?? (["member"] as const),
    actions,
    ...(exceptActions === undefined ? {} : { exceptActions }),
    resources: on ?? ["*"],
    ...(except === undefined ? {} : { exceptResources: except }),
    conditions: when ?? [],
  };
}

/** One condition in IAM's words. A negated operator and `...IfExists` take in requests without the key. */
export function when(operator: string, key: string, ...values: readonly string[]): PolicyCondition {
  return { operator, key, values };
}
