import type { OperationModel } from "./operation-model.ts";

/** One REST operation's request line: method, path and the query members that must be there. */
export type RestRoute = {
  readonly operation: OperationModel;
  readonly method: string;
  readonly path: RegExp;
  readonly labels: readonly string[];
  /** Query names, with the value they must have or null for any. */
  readonly query: readonly (readonly [string, string | null])[];
};

export type RestMatch = { readonly operation: OperationModel; readonly labels: Readonly<Record<string, string>> };

/** Routes ordered so that the first match is the right one: more required query members and more literal path first. */
export function restRoutes(operations: readonly OperationModel[]): RestRoute[] {
  return operations
    .flatMap((operation) => (operation.http === undefined ? [] : [toRoute(operation, operation.http)]))
    .sort((a, b) => weight(b) - weight(a));
}

/** The operation that a request line means, or undefined. */
export function matchRoute(
  routes: readonly RestRoute[],
  method: string,
  path: string,
  query: URLSearchParams,
): RestMatch | undefined {
  for (const route of routes) {
    if (route.method !== method || !route.query.every(([name, value]) => present(query, name, value))) continue;
    const found = route.path.exec(path);
    if (found === null) continue;
    const labels = route.labels.map((label, index) => [label, decodeLabel(found[index + 1] ?? "")] as const);
    return { operation: route.operation, labels: Object.fromEntries(labels) };
  }
  return undefined;
}

function toRoute(operation: OperationModel, [method, template]: readonly [string, string, number]): RestRoute {
  const [path = "/", query = ""] = template.split("?");
  const labels: string[] = [];
  const pattern = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith("{")) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      const greedy = part.endsWith("+}");
      labels.push(part.slice(1, greedy ? -2 : -1));
      return greedy ? "(.+)" : "([^/]+)";
    })
    .join("");
  return {
    operation,
    method,
    path: new RegExp(`^${pattern.replace(/\/$/, "")}/?$`),
    labels,
    query: [...new URLSearchParams(query)].map(([name, value]) => [name, value === "" ? null : value]),
  };
}

function weight({ query, labels, path }: RestRoute): number {
  return query.length * 10_000 - labels.length * 1_000 + path.source.length;
}

function present(query: URLSearchParams, name: string, value: string | null): boolean {
  const given = query.get(name);
  return given !== null && (value === null || given === value);
}

/** A path part's text. A stray percent sign is left as it is: an unknown name, not a broken server. */
export function decodeLabel(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
