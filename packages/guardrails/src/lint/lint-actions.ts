import type { ActionUniverse } from "../universe/action-universe.ts";
import { elementPath, type Found, type StatementView } from "./found-problem.ts";
import { nearestActions, nearestServices } from "./near-spellings.ts";

/** Actions and services that AWS does not know on the table's date; and, in an RCP, those that it leaves alone. */
export function lintActions(view: StatementView): readonly Found[] {
  const { statement, universe, policyType, budget } = view;
  const element = statement.actions === null ? "NotAction" : "Action";
  return (statement.actions ?? statement.notActions ?? []).flatMap((pattern, at): Found[] => {
    if (isWide(pattern) && budget.wideLookups <= 0) return [];
    if (isWide(pattern)) budget.wideLookups -= 1;
    const path = elementPath(view, element, at);
    const unknown = unknownPart(universe, pattern);
    if (unknown !== null) return [{ ...unknown, severity: "warning", path }];
    const services = servicesOf(universe, pattern);
    const isControlled = services.some((service) => universe.resourceControlled.services.has(service));
    if (policyType !== "RESOURCE_CONTROL_POLICY" || isControlled || services.length === 0) return [];
    const details = { action: pattern, date: universe.resourceControlled.date };
    return [{ code: "service-not-controlled", severity: "warning", path, details }];
  });
}

/** A pattern that actions of many services may match, so that looking them up is dear. `*` itself is not. */
export function isWide(pattern: string): boolean {
  return !/^\*+$/.test(pattern) && /^[^:]*[*?]/.test(pattern);
}

function unknownPart(universe: ActionUniverse, pattern: string): Pick<Found, "code" | "details" | "suggestion"> | null {
  if (/^\*+$/.test(pattern)) return null;
  const colon = pattern.indexOf(":");
  const prefix = colon === -1 ? pattern : pattern.slice(0, colon);
  if (colon === -1 || servicesOf(universe, pattern).length === 0) {
    const [service] = nearestServices(universe, prefix.toLowerCase(), 1);
    const meant = service === undefined ? null : `${service}${colon === -1 ? ":*" : pattern.slice(colon)}`;
    return { code: "service-unknown", details: { service: prefix, action: pattern }, suggestion: meant };
  }
  if (universe.matching(pattern).length > 0) return null;
  const [suggestion = null] = nearestActions(universe, pattern, 1);
  return { code: "action-unknown", details: { action: pattern, date: universe.date }, suggestion };
}

/** Services that the part before the colon matches; all where it is a lone star. */
function servicesOf(universe: ActionUniverse, pattern: string): readonly string[] {
  const prefix = pattern.slice(0, pattern.indexOf(":") === -1 ? undefined : pattern.indexOf(":")).toLowerCase();
  if (/^\*+$/.test(prefix)) return universe.services;
  if (/[*?]/.test(prefix)) return [...new Set(universe.matching(`${prefix}:*`).map(({ name }) => serviceOf(name)))];
  return universe.actionsOf(prefix).length > 0 ? [prefix] : [];
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(":"));
}
