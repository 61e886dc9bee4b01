import type { NameTable, UnitName } from "./names/name-table.ts";
import type { AccountKind, OrganizationShape } from "./types.ts";

/** An OU before it has an id. `key` is stable from week to week, since ids derive from it. */
export type UnitPlan = {
  readonly key: string;
  readonly name: string;
  readonly parentKey: string | null;
  readonly depth: number;
  /** Kinds of account that live directly in it, with their weights; empty for OUs that only hold OUs. */
  readonly kinds: readonly (readonly [AccountKind, number])[];
  /** Share of the workload accounts. */
  readonly share: number;
  /** Keys of the custom policies attached here. */
  readonly policies: readonly string[];
};

type Template = {
  readonly unit: UnitName;
  readonly kinds?: readonly (readonly [AccountKind, number])[];
  readonly share?: number;
  readonly policies?: readonly string[];
  readonly children?: readonly Template[];
  /** May be split into further OUs when it would hold many accounts. */
  readonly splits?: boolean;
};

const guarded = ["protect-logging", "protect-security-services", "deny-leave-organization"];
const nonProductionKinds = [
  ["staging", 2],
  ["development", 3],
] as const;

const production: Template = {
  unit: "production",
  kinds: [["production", 1]],
  share: 0.42,
  policies: ["deny-root-user", "protect-data", "protect-identity"],
  splits: true,
};
const nonProduction: Template = {
  unit: "nonProduction",
  kinds: nonProductionKinds,
  share: 0.36,
  policies: ["deny-root-user"],
  splits: true,
};
const edges: readonly Template[] = [
  { unit: "sandbox", kinds: [["sandbox", 1]], share: 0.12, policies: ["sandbox-limits", "deny-leave-organization"] },
  { unit: "acquired", kinds: [["acquired", 1]], share: 0.1 },
  { unit: "suspended", policies: ["suspended-lockdown"] },
];
const foundation: readonly Template[] = [
  { unit: "security", policies: [...guarded, "region-guardrail", "region-guardrail-old"] },
  { unit: "infrastructure", policies: [...guarded, "region-guardrail"] },
];

const templates: Readonly<Record<OrganizationShape, readonly Template[]>> = {
  "landing-zone": [
    ...foundation,
    { unit: "workloads", policies: [...guarded, "region-guardrail"], children: [production, nonProduction] },
    ...edges,
    { unit: "policyStaging" },
  ],
  flat: [
    { unit: "security", policies: guarded },
    { unit: "infrastructure", policies: guarded },
    { ...production, splits: false, policies: [...guarded, "deny-root-user"] },
    // Nobody attached a policy to the other half of a flat organisation.
    { ...nonProduction, splits: false, policies: [] },
    ...edges,
  ],
  deep: [...foundation, { unit: "workloads", policies: [...guarded], children: [production, nonProduction] }, ...edges],
  "business-units": [
    ...foundation,
    {
      unit: "workloads",
      kinds: [["production", 2], ...nonProductionKinds],
      share: 0.78,
      policies: guarded,
      splits: true,
    },
    ...edges,
  ],
};

/** Accounts that an OU should hold before it is split into OUs of its own. */
const fullUnit: Readonly<Record<OrganizationShape, number>> = {
  "landing-zone": 8,
  flat: Number.POSITIVE_INFINITY,
  deep: 3,
  "business-units": 6,
};

/** The OUs of a shape for so many accounts, parents before children, at most `depth` levels and 1,000 OUs. */
export function planUnits(
  shape: OrganizationShape,
  input: { readonly accounts: number; readonly depth: number; readonly names: NameTable },
): readonly UnitPlan[] {
  const plans: UnitPlan[] = [];
  const add = (template: Template, parentKey: string | null, depth: number) => {
    const key = parentKey === null ? template.unit : `${parentKey}/${template.unit}`;
    const children = depth < input.depth ? (template.children ?? []) : [];
    const merged = depth < input.depth ? template : { ...template, ...flattened(template) };
    const plan: UnitPlan = {
      key,
      name: input.names.units[template.unit],
      parentKey,
      depth,
      kinds: merged.kinds ?? [],
      share: merged.share ?? 0,
      policies: merged.policies ?? [],
    };
    const splits = template.splits === true && plan.share * input.accounts > fullUnit[shape] && depth < input.depth;
    plans.push(splits ? { ...plan, kinds: [], share: 0 } : plan);
    if (splits) split(plan, { ...input, full: fullUnit[shape], deep: shape === "deep", level: 0 }, plans);
    for (const child of children) add(child, key, depth + 1);
  };
  for (const template of templates[shape]) add(template, null, 1);
  return plans;
}

/** An organisation of one level keeps the children's accounts in the parent. */
function flattened(template: Template): Pick<Template, "kinds" | "share"> {
  if (template.children === undefined) return {};
  return {
    kinds: template.children.flatMap((child) => child.kinds ?? []),
    share: template.children.reduce((sum, child) => sum + (child.share ?? 0), 0),
  };
}

type SplitInput = {
  readonly accounts: number;
  readonly depth: number;
  readonly names: NameTable;
  readonly full: number;
  readonly deep: boolean;
  /** How often it was split above. */
  readonly level: number;
};

/** Business units below the OU, areas below those, and so on; numbered groups where words run out. */
function split(parent: UnitPlan, input: SplitInput, plans: UnitPlan[]): void {
  const words = input.level % 2 === 0 ? input.names.businessUnits : input.names.areas;
  const wanted = Math.ceil((parent.share * input.accounts) / input.full);
  const levelsLeft = input.depth - parent.depth;
  const spread = levelsLeft <= 1 ? wanted : Math.ceil(wanted ** (1 / levelsLeft));
  const count = Math.max(2, Math.min(input.deep ? 3 : 40, spread));
  for (let index = 0; index < count; index++) {
    const word = words[index % words.length];
    if (word === undefined) return;
    const round = Math.floor(index / words.length);
    const plan: UnitPlan = {
      ...parent,
      key: `${parent.key}/${word.slug}${round === 0 ? "" : round + 1}`,
      name: round === 0 ? word.name : `${word.name} ${round + 1}`,
      parentKey: parent.key,
      depth: parent.depth + 1,
      share: parent.share / count,
      policies: [],
    };
    const splits = plan.share * input.accounts > input.full && plan.depth < input.depth;
    plans.push(splits ? { ...plan, kinds: [], share: 0 } : plan);
    if (splits) split(plan, { ...input, level: input.level + 1 }, plans);
  }
}
