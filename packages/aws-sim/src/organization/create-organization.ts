import { boundedCache } from "./bounded-cache.ts";
import { fillAccount } from "./contents/account-contents.ts";
import { detectorPlan } from "./contents/detection.ts";
import type { AccountContents } from "./contents/types.ts";
import { type AccountPlan, planAccounts } from "./members.ts";
import { plantScpDuties } from "./planted.ts";
import { buildPolicies } from "./policies.ts";
import { unitsInWeek } from "./policy-history.ts";
import { drawFrom } from "./random.ts";
import { defaultRegions, optInRegions } from "./regions.ts";
import { crawlerRoles } from "./roles.ts";
import { daysBefore, type Settings, settle } from "./settings.ts";
import { planUnits } from "./shapes.ts";
import { buildStructure, type Structure } from "./structure.ts";
import type {
  DelegatedAdministrator,
  OrganizationOptions,
  SimulatedAccount,
  SimulatedOrganization,
  SimulatedUnit,
} from "./types.ts";
import { visibilityOf } from "./visibility.ts";

/** Accounts whose contents stay in memory; the rest is made again from its seed. */
const keptContents = 300;

/**
 * An AWS organisation of `accounts` accounts, the same for the same options. Contents of accounts are made when they are
 * first read. Throws RangeError for options out of bounds.
 */
export function createOrganization(options: OrganizationOptions): SimulatedOrganization {
  const settings = settle(options);
  const disabled = options.disabledPolicyTypes ?? [];
  const broken = options.brokenPolicy ?? false;
  const units = unitsInWeek(planUnits(settings.shape, settings), settings);
  const plans = planAccounts(settings, units);
  const structure = buildStructure(settings, units, disabled);
  const accounts = openAccounts(settings, options, plans, structure);
  const accountIds = plans.map(({ id }) => id);
  const scpEnabled = !disabled.includes("SERVICE_CONTROL_POLICY");
  const duties = plantScpDuties(settings, { structure, units, plans, scpEnabled, broken });
  const plantedOf = (id: string) => {
    const account = accounts.get(id);
    if (account === undefined || account.state !== "ACTIVE") return [];
    return [...account.contents().planted, ...(id === settings.managementAccountId ? duties : [])];
  };
  const childAccounts = grouped(accounts.values());
  const childUnits = grouped(structure.units);
  return {
    options,
    id: settings.organizationId,
    arn: `arn:aws:organizations::${settings.managementAccountId}:organization/${settings.organizationId}`,
    managementAccountId: settings.managementAccountId,
    homeRegion: settings.homeRegion,
    root: structure.root,
    units: structure.units,
    policies: buildPolicies(settings, { structure, units, accountIds, disabled, broken }),
    delegatedAdministrators: delegatedAdministrators(settings, plans),
    rootCredentialsManaged: settings.rootCredentialsManaged,
    account: (id) => accounts.get(id),
    accountIds: () => accountIds,
    accountsOf: (parentId) => childAccounts.get(parentId) ?? [],
    unitsOf: (parentId) => childUnits.get(parentId) ?? [],
    guardDutyMembers: memberLister(settings, plans),
    plantedOf,
    planted: () => accountIds.flatMap(plantedOf),
  };
}

function openAccounts(
  settings: Settings,
  options: OrganizationOptions,
  plans: readonly AccountPlan[],
  structure: Structure,
): ReadonlyMap<string, SimulatedAccount> {
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const contents = boundedCache(keptContents, (id): AccountContents => {
    const plan = planById.get(id);
    if (plan === undefined) throw new RangeError(`account ${id} is not in the organisation`);
    return fillAccount(settings, plan, enabledRegions(settings, plan));
  });
  const memberRoles = crawlerRoles(options.roles, false);
  const managementRoles = crawlerRoles(options.roles, true);
  return new Map(
    plans.map((plan): [string, SimulatedAccount] => {
      const unit = plan.unitKey === null ? undefined : structure.unitByKey.get(plan.unitKey);
      const override = options.overrides?.[plan.id];
      const sight = visibilityOf(settings, plan);
      const usual = plan.kind === "management" ? managementRoles : memberRoles;
      const made = override?.roles ?? (sight.isMissing ? [] : usual);
      const denies = [...(override?.denies ?? []), ...sight.denies];
      return [
        plan.id,
        {
          id: plan.id,
          arn: `arn:aws:organizations::${settings.managementAccountId}:account/${settings.organizationId}/${plan.id}`,
          name: plan.name,
          email: `aws+${plan.slug}@${settings.company}.example`,
          kind: plan.kind,
          state: override?.state ?? plan.state,
          roles: denies.length === 0 ? made : made.map((role) => ({ ...role, deny: [...role.deny, ...denies] })),
          enabledRegions: new Set(enabledRegions(settings, plan)),
          parentId: unit?.id ?? structure.root.id,
          path: `${unit?.path ?? structure.rootPath}${plan.id}/`,
          joinedAt: daysBefore(settings, plan.joinedDaysBefore),
          joinedMethod: plan.joinedMethod,
          contents: () => contents(plan.id),
        },
      ];
    }),
  );
}

/** A few accounts opted in to a Region; all have the default ones. */
function enabledRegions(settings: Settings, plan: AccountPlan): readonly string[] {
  const draw = drawFrom(settings.seed, plan.index, "opt-in");
  const extra = draw < 0.03 ? optInRegions[Math.floor((draw / 0.03) * optInRegions.length)] : undefined;
  return extra === undefined ? defaultRegions : [...defaultRegions, extra];
}

function delegatedAdministrators(settings: Settings, plans: readonly AccountPlan[]): readonly DelegatedAdministrator[] {
  const audit = plans.find(({ kind }) => kind === "audit");
  if (audit === undefined) return [];
  const servicePrincipals = ["config.amazonaws.com", "config-multiaccountsetup.amazonaws.com"];
  return [
    {
      accountId: audit.id,
      servicePrincipals: [
        ...servicePrincipals,
        ...(settings.guardDutyAdministrator ? ["guardduty.amazonaws.com"] : []),
      ],
      enabledAt: daysBefore(settings, 700 + settings.week * 7),
    },
  ];
}

/** The administrator's list by Region: asked for page by page, so it is made once. */
function memberLister(settings: Settings, plans: readonly AccountPlan[]): SimulatedOrganization["guardDutyMembers"] {
  const lists = new Map<string, readonly { accountId: string; status: "Enabled" | "Disabled" }[]>();
  return (region) => {
    const found = lists.get(region);
    if (found !== undefined) return found;
    const list = plans.flatMap((plan): { accountId: string; status: "Enabled" | "Disabled" }[] => {
      if (
        !settings.guardDutyAdministrator ||
        plan.state !== "ACTIVE" ||
        !enabledRegions(settings, plan).includes(region)
      )
        return [];
      const state = detectorPlan(settings, plan, region);
      if (state === "member") return [{ accountId: plan.id, status: "Enabled" }];
      return state === "suspended" && plan.kind !== "audit" ? [{ accountId: plan.id, status: "Disabled" }] : [];
    });
    lists.set(region, list);
    return list;
  };
}

function grouped<T extends SimulatedAccount | SimulatedUnit>(items: Iterable<T>): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.parentId);
    if (group === undefined) groups.set(item.parentId, [item]);
    else group.push(item);
  }
  return groups;
}
