import { coverageVerdicts } from "@sekinin/guardrails/coverage";
import { responsibilityDomains } from "@sekinin/responsibility";
import type { CoverageView } from "@sekinin/ui";
import { z } from "zod";

const nodeId = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/;
const organizationId = /^o-[a-z0-9]{10,32}$/;
const mostOpened = 100;
const longestText = 200;

/** A parameter that comes twice counts once: a hand-written address must not break the page. */
export const single = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0])])
  .optional()
  .catch(undefined);

const Search = z.object({
  organization: single,
  open: single,
  verdict: single,
  domain: single,
  provable: single,
  q: single,
  sort: single,
  view: single,
});

/** The view that an address asks for; what does not fit is as if it were not there. */
export function coverageSearch(parameters: unknown): CoverageView {
  const asked = Search.parse(parameters);
  const text = asked.q?.trim().slice(0, longestText) ?? "";
  const verdicts = new Set(asked.verdict?.split(","));
  return {
    organizationId: organizationOf(asked.organization),
    opened: asked.open === undefined ? null : openedNodes(asked.open),
    verdicts: coverageVerdicts.filter((verdict) => verdicts.has(verdict)),
    domain: responsibilityDomains.find((domain) => domain === asked.domain) ?? null,
    provable: asked.provable === "full" || asked.provable === "limited" ? asked.provable : null,
    text: text === "" ? null : text,
    sort: asked.sort === "worst" ? "worst" : "domain",
    table: asked.view === "table",
  };
}

/** An organisation's id out of an address, or null. */
export function organizationOf(text: string | undefined): string | null {
  return text !== undefined && organizationId.test(text) ? text : null;
}

/** The id of a root or an OU out of an address, or null. */
export function nodeOf(text: string | undefined): string | null {
  return text !== undefined && nodeId.test(text) ? text : null;
}

function openedNodes(list: string): string[] {
  return [...new Set(list.split(",").filter((id) => nodeId.test(id)))].slice(0, mostOpened);
}
