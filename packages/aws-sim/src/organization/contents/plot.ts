import type { PlantedVerdict } from "../../wire/handler.ts";
import type { AccountPlan } from "../members.ts";
import { makesMistake } from "../mistakes.ts";
import { hostileName, type NameCarrier } from "../names/hostile.ts";
import { type Random, randomFrom } from "../random.ts";
import type { Settings } from "../settings.ts";

export type PlantedKind = PlantedVerdict["verdict"];

/** One account being filled: who it is, its draws, and the book of what was planted. */
export type Plot = {
  readonly settings: Settings;
  readonly plan: AccountPlan;
  readonly accountId: string;
  /** `arn:aws:iam::<account>:root`: the resource of account-wide and Region-wide duties. */
  readonly rootArn: string;
  readonly regions: readonly string[];
  random(...keys: readonly (string | number)[]): Random;
  mistake(key: string, rate: number): boolean;
  plant(controlId: string, region: string, resource: string, verdict: PlantedKind, reason?: string): void;
  /** The plain name, or a hostile one where the organisation has such. */
  named(plain: string, carrier: NameCarrier): string;
  /** `AIDA` and 17 characters, and the like. */
  uniqueId(prefix: string, key: string): string;
};

export function openPlot(
  settings: Settings,
  plan: AccountPlan,
  regions: readonly string[],
): { readonly plot: Plot; readonly planted: readonly PlantedVerdict[] } {
  const planted: PlantedVerdict[] = [];
  const random = (...keys: readonly (string | number)[]) => randomFrom(settings.seed, plan.id, ...keys);
  const plot: Plot = {
    settings,
    plan,
    accountId: plan.id,
    rootArn: `arn:aws:iam::${plan.id}:root`,
    regions,
    random,
    mistake: (key, rate) => makesMistake(settings, plan, key, rate),
    plant: (controlId, region, resource, verdict, reason) => {
      planted.push({ accountId: plan.id, controlId, region, resource, verdict, reason: reason ?? null });
    },
    named: (plain, carrier) => (settings.hostile ? hostileName(`${plan.id} ${plain}`, plain, carrier) : plain),
    uniqueId: (prefix, key) => prefix + random("unique-id", key).text(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
  };
  return { plot, planted };
}
