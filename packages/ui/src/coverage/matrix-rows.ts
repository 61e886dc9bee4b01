import type { VerdictCounts } from "@sekinin/guardrails/coverage";

/** A root or OU as a column. `level` 1 is the root. */
export type MatrixColumn = {
  readonly id: string;
  readonly name: string;
  readonly parentName: string | null;
  readonly level: number;
  readonly accounts: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
};

/** One objective: a cell for each column, in their order. */
export type MatrixRow = {
  readonly id: string;
  readonly title: string;
  readonly domain: string;
  /** No SCP can prove it fully. */
  readonly isLimited: boolean;
  readonly cells: readonly MatrixCell[];
};

/** Counts of the accounts below, and the account that stands worst; null where there is none. */
export type MatrixCell = { readonly counts: VerdictCounts; readonly worst: string | null };

type Node = {
  readonly nodeId: string;
  readonly kind: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly accounts: number;
  readonly childCount: number;
};

/** Columns in the order of the tree: each OU is followed by its children where it is open. Cycles are cut. */
export function matrixColumns(
  nodes: readonly Node[],
  opened: ReadonlySet<string>,
  most: number,
): { readonly columns: MatrixColumn[]; readonly leftOff: number } {
  const units = nodes.filter((node) => node.kind !== "account");
  const given = new Map(units.map((node) => [node.nodeId, node]));
  const columns: MatrixColumn[] = [];
  const drawn = new Set<string>();
  const draw = (node: Node, level: number) => {
    if (drawn.has(node.nodeId)) return;
    drawn.add(node.nodeId);
    const children = units.filter((unit) => unit.parentId === node.nodeId);
    const expanded = opened.has(node.nodeId) && children.length > 0;
    const parent = node.parentId === null ? undefined : given.get(node.parentId);
    columns.push({
      id: node.nodeId,
      name: node.name,
      parentName: parent?.name ?? null,
      level,
      accounts: node.accounts,
      // An OU that has only accounts shows nothing more when it is opened.
      expandable: expanded || (node.childCount > 0 && !opened.has(node.nodeId)),
      expanded,
    });
    if (expanded) for (const child of children) draw(child, level + 1);
  };
  for (const node of units) if (node.parentId === null || !given.has(node.parentId)) draw(node, 1);
  return { columns: columns.slice(0, most), leftOff: Math.max(0, columns.length - most) };
}

/** Rows without the names of their parts: they are sent with every page. */
export type PackedMatrixRow = readonly [
  id: string,
  title: string,
  domain: string,
  isLimited: 0 | 1,
  cells: readonly (readonly [counts: VerdictCounts, worst?: string])[],
];

export function packMatrix(rows: readonly MatrixRow[]): PackedMatrixRow[] {
  return rows.map(({ id, title, domain, isLimited, cells }) => [
    id,
    title,
    domain,
    isLimited ? 1 : 0,
    cells.map(({ counts, worst }) => (worst === null ? [counts] : [counts, worst])),
  ]);
}

export function unpackMatrix(packed: readonly PackedMatrixRow[]): MatrixRow[] {
  return packed.map(([id, title, domain, isLimited, cells]) => ({
    id,
    title,
    domain,
    isLimited: isLimited === 1,
    cells: cells.map(([counts, worst]) => ({ counts, worst: worst ?? null })),
  }));
}
