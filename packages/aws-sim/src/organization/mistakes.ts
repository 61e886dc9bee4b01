import type { AccountPlan } from "./members.ts";
import { drawFrom } from "./random.ts";
import type { Settings } from "./settings.ts";
import type { AccountKind } from "./types.ts";

/** How often things go wrong, against a production-like average of 1. */
const careOfKind: Readonly<Record<AccountKind, number>> = {
  management: 0.3,
  audit: 0.2,
  "log-archive": 0.25,
  network: 0.6,
  shared: 0.8,
  production: 0.6,
  staging: 1.1,
  development: 1.6,
  sandbox: 2.4,
  acquired: 3.2,
};

/** Weeks after which a thing is looked at again: it may get mended then, or broken. */
const reviewWeeks = 8;

/** Whether a mistake of this rate is made on the thing named by `key` in the settings' week. */
export function makesMistake(settings: Settings, plan: AccountPlan, key: string, rate: number): boolean {
  const offset = Math.floor(drawFrom(settings.seed, plan.index, key, "review") * reviewWeeks);
  const review = Math.floor((settings.week + offset) / reviewWeeks);
  return drawFrom(settings.seed, plan.index, key, review) < chanceOf(settings, plan, rate);
}

function chanceOf(settings: Settings, plan: AccountPlan, rate: number): number {
  if (plan.neglected) return Math.max(0.65, Math.min(0.9, rate * 5));
  return Math.min(0.85, rate * careOfKind[plan.kind] * habitOf(drawFrom(settings.seed, "habit", plan.index)));
}

/** A third of the teams is careful, a few are not. */
function habitOf(draw: number): number {
  if (draw < 0.35) return 0.2;
  if (draw < 0.85) return 1;
  return draw < 0.97 ? 2 : 4;
}
