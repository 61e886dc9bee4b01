import type { RegionContents } from "../organization/contents/types.ts";
import type { SimulatedAccount, SimulatedOrganization } from "../organization/types.ts";
import type { Handler, HandlerContext } from "../wire/handler.ts";

export type Context = HandlerContext<SimulatedAccount, SimulatedOrganization>;
export type SimulatedHandler = Handler<SimulatedAccount, SimulatedOrganization>;
/** Operations of one service by name. */
export type ServiceHandlers = Readonly<Record<string, SimulatedHandler>>;

const empty: RegionContents = {
  ebsEncryptionByDefault: false,
  vpcs: [],
  subnets: [],
  flowLogs: [],
  securityGroups: [],
  prefixLists: [],
  instances: [],
  databases: [],
  functions: [],
  keys: [],
  aliases: [],
  recorders: [],
  recorderStatuses: [],
  detector: null,
  backupPlans: [],
};

/** What the account holds in the Region of the call; nothing where the Region is not enabled. */
export function contentsHere(context: Context): RegionContents {
  return context.account.contents().regions.get(context.region) ?? empty;
}

/** What a page token is bound to: account, Region and whatever else the list depends on. */
export function ownerOf(context: Context, ...more: readonly unknown[]): string {
  return [context.account.id, context.region, ...more.map((part) => JSON.stringify(part) ?? "")].join(" ");
}

/** A text of the input, or undefined where the caller gave none or no text. */
export function textIn(input: Record<string, unknown>, name: string): string | undefined {
  const value = input[name];
  return typeof value === "string" ? value : undefined;
}

/** The texts of a list in the input; undefined where the caller gave no list. */
export function textsIn(input: Record<string, unknown>, name: string): readonly string[] | undefined {
  const value = input[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : undefined;
}
