import type { NodePosture, OrganizationNode, PostureSums } from "@sekinin/posture";
import { wholePercent } from "../percent.ts";
import { type HeatmapCell, type HeatmapColumn, heatmapCells } from "./cell.ts";

/** A node as it is stored: the heatmap needs no more of it. */
export type HeatmapNode = OrganizationNode & {
  readonly name: string;
  /** AWS's State of an account; empty for roots and OUs. */
  readonly accountState: string;
  readonly accounts: number;
  readonly childCount: number;
  readonly posture: NodePosture;
  /** What it stood at a week before; absent or null where that is not known. */
  readonly before?: { readonly sums: PostureSums } | null;
};

/** Order of siblings. Without one: OUs before accounts, each by name. */
export type HeatmapSort = { readonly column: HeatmapColumn; readonly direction: "ascending" | "descending" };

/** One line of the heatmap, in the order in which it is drawn. */
export type HeatmapRow = {
  readonly id: string;
  readonly kind: HeatmapNode["kind"];
  readonly name: string;
  readonly accountState: string;
  /** 1 for the topmost rows. */
  readonly level: number;
  readonly parentId: string | null;
  readonly expandable: boolean;
  readonly expanded: boolean;
  readonly accounts: number;
  /** Place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
  readonly cells: Readonly<Record<HeatmapColumn, HeatmapCell>>;
  /** The child that costs each column most, where the row is open. */
  readonly drag: Readonly<Partial<Record<HeatmapColumn, Drag>>>;
};

/** A child and its share, in whole per cent, of the points its parent misses. */
export type Drag = { readonly id: string; readonly name: string; readonly percent: number };

type Options = {
  readonly opened: ReadonlySet<string>;
  readonly sort: HeatmapSort | null;
  readonly locale: string;
};

/**
 * Rows of the opened part of the tree. Levels below a closed node are left out, even where they were given; without a
 * root, nodes whose parent was not given are the topmost rows. Cycles are cut.
 */
export function heatmapRows(nodes: readonly HeatmapNode[], options: Options): HeatmapRow[] {
  const given = new Set(nodes.map((node) => node.id));
  const hasRoot = nodes.some((node) => node.kind === "root");
  const childrenOf = new Map<string | null, HeatmapNode[]>();
  for (const node of nodes) {
    const isTopmost = node.parentId === null || (!hasRoot && !given.has(node.parentId));
    const parent = isTopmost ? null : node.parentId;
    const siblings = childrenOf.get(parent);
    if (siblings === undefined) childrenOf.set(parent, [node]);
    else siblings.push(node);
  }
  const known = new Map(nodes.map((node) => [node.id, cellsOfNode(node)]));
  const cellsOf = (node: HeatmapNode) => known.get(node.id) ?? cellsOfNode(node);
  const compare = comparison(options, cellsOf);
  const rows: HeatmapRow[] = [];
  const drawn = new Set<string>();
  const draw = (siblings: readonly HeatmapNode[], level: number) => {
    for (const [index, node] of [...siblings].sort(compare).entries()) {
      if (drawn.has(node.id)) continue;
      drawn.add(node.id);
      const children = childrenOf.get(node.id) ?? [];
      const expanded = node.kind !== "account" && children.length > 0 && options.opened.has(node.id);
      rows.push({
        id: node.id,
        kind: node.kind,
        name: node.name,
        accountState: node.accountState,
        level,
        parentId: node.parentId,
        expandable: node.kind !== "account" && node.childCount > 0,
        expanded,
        accounts: node.accounts,
        position: index + 1,
        siblings: siblings.length,
        cells: cellsOf(node),
        drag: expanded ? dragOf(children) : {},
      });
      if (expanded) draw(children, level + 1);
    }
  };
  draw(childrenOf.get(null) ?? [], 1);
  return rows;
}

/** The worst account of an account is itself: its cells name nobody. */
function cellsOfNode({ kind, posture, before }: HeatmapNode): HeatmapRow["cells"] {
  const cells = heatmapCells(posture, before?.sums);
  if (kind !== "account") return cells;
  const alone = Object.entries(cells).map(([column, cell]) => [column, { ...cell, worst: null }]);
  return Object.fromEntries(alone) as HeatmapRow["cells"];
}

function comparison({ sort, locale }: Options, cellsOf: (node: HeatmapNode) => HeatmapRow["cells"]) {
  const words = new Intl.Collator(locale, { numeric: true });
  const byName = (a: HeatmapNode, b: HeatmapNode) =>
    Number(a.kind === "account") - Number(b.kind === "account") ||
    words.compare(a.name, b.name) ||
    (a.id < b.id ? -1 : 1);
  if (sort === null) return byName;
  const sign = sort.direction === "ascending" ? 1 : -1;
  return (a: HeatmapNode, b: HeatmapNode) => {
    const [first, second] = [cellsOf(a)[sort.column].percent, cellsOf(b)[sort.column].percent];
    // What is not known is neither best nor worst: it stays at the end whichever way one sorts.
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byName(a, b);
    return sign * (first - second) || byName(a, b);
  };
}

function dragOf(children: readonly HeatmapNode[]): HeatmapRow["drag"] {
  const drag: Partial<Record<HeatmapColumn, Drag>> = {};
  const domains = Object.keys(children[0]?.posture.sums ?? {}) as (keyof NodePosture["sums"])[];
  const missed = (node: HeatmapNode, columns: typeof domains) =>
    columns.reduce((sum, domain) => sum + node.posture.sums[domain].known - node.posture.sums[domain].met, 0);
  for (const column of ["all", ...domains] as const) {
    const columns = column === "all" ? domains : [column];
    const total = children.reduce((sum, child) => sum + missed(child, columns), 0);
    const most = children.reduce((a, b) => (missed(b, columns) > missed(a, columns) ? b : a));
    if (total > 0) {
      drag[column] = { id: most.id, name: most.name, percent: wholePercent(missed(most, columns) / total) };
    }
  }
  return drag;
}
