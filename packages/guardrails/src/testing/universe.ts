import type { ActionUniverse } from "../universe/action-universe.ts";

/** Knows no action, for questions that do not hang on one. */
export const emptyUniverse: ActionUniverse = {
  date: "2026-09-26",
  services: [],
  action: () => undefined,
  actionsOf: () => [],
  matching: () => [],
  keysOf: () => new Map(),
  globalKeys: new Map(),
  resourceControlled: { date: "2026-09-26", services: new Set() },
};
