import type { OrganizationNode } from "@sekinin/posture";

/** Tree of a generated organisation. */
export type GeneratedTree = {
  readonly rootId: string;
  readonly unitIds: readonly string[];
  readonly accountIds: readonly string[];
  readonly nodes: readonly (OrganizationNode & { readonly name: string; readonly depth: number })[];
};

/** OUs by level, so that 120 of them are four levels deep; smaller organisations have the first ones. */
const levels = [8, 32, 40, 40] as const;

const systems = ["payments", "orders", "search", "ledger", "catalogue", "identity", "reports", "mobile"] as const;
const stages = ["prod", "staging", "dev", "sandbox"] as const;

/** `units` OUs and `accounts` accounts spread over them, the same for the same arguments. */
export function generateTree(tag: string, accounts: number, units: number): GeneratedTree {
  const rootId = `r-${tag}`;
  const unitIds = Array.from({ length: units }, (_, unit) => `ou-${tag}-${String(unit).padStart(8, "0")}`);
  const nodes: GeneratedTree["nodes"][number][] = [
    { id: rootId, kind: "root", parentId: null, name: "Root", depth: 0 },
  ];
  for (const [unit, id] of unitIds.entries()) {
    const { depth, parent } = placeOf(unit);
    const parentId = parent === null ? rootId : (unitIds[parent] ?? rootId);
    nodes.push({ id, kind: "organizational-unit", parentId, name: `Unit ${unit + 1}`, depth });
  }
  const firstId = tag === "bench" ? 200_000_000_000 : tag === "next0" ? 300_000_000_000 : 400_000_000_000;
  const accountIds = Array.from({ length: accounts }, (_, account) => String(firstId + account * 7_919));
  for (const [account, id] of accountIds.entries()) {
    const unit = account % units;
    const name = `${systems[account % systems.length]}-${stages[Math.floor(account / 8) % stages.length]}-${account}`;
    nodes.push({ id, kind: "account", parentId: unitIds[unit] ?? rootId, name, depth: placeOf(unit).depth + 1 });
  }
  return { rootId, unitIds, accountIds, nodes };
}

/** Depth of an OU and the number of the OU above it; null below the root. */
function placeOf(unit: number): { readonly depth: number; readonly parent: number | null } {
  let first = 0;
  let above = 0;
  for (const [level, size] of levels.entries()) {
    if (unit < first + size || level === levels.length - 1) {
      const parent = level === 0 ? null : above + ((unit - first) % (levels[level - 1] ?? 1));
      return { depth: level + 1, parent };
    }
    above = first;
    first += size;
  }
  return { depth: 1, parent: null };
}

/** One account in a hundred could not be entered in the last weeks. */
export function isUnread(account: number): boolean {
  return account % 100 === 99;
}
