import "server-only";
import {
  type CoverageCounts,
  type FailingNode,
  listFailingNodes,
  readControlGroups,
  readCoverageCounts,
  readFindingChoices,
  resolveFindings,
  searchFindings,
  type TenantTransaction,
} from "@sekinin/db";
import { chooseAmong } from "../../choose-organization.ts";
import type { FindingSearch } from "../../findings/finding-search.ts";
import { type FindingsAsked, type FindingsPage, readFilter } from "../../findings/read-findings-page.ts";

type Absent = Exclude<FindingsPage, { kind: "findings" }>;

/** A control's findings in a view, and where most of them are. */
export type ControlPage =
  | Absent
  | (Extract<FindingsPage, { kind: "findings" }> & {
      readonly nodes: readonly FailingNode[];
      /** How the organisation is covered, where the view is of all of it; null where that is not known either. */
      readonly guardrails: CoverageCounts | null;
    });

/** At most six statements. */
export async function readControlPage(
  tx: TenantTransaction,
  controlId: string,
  asked: FindingsAsked,
): Promise<ControlPage> {
  const search: FindingSearch = { ...asked.search, control: controlId, view: "list" };
  const choices = await readFindingChoices(tx, search.organization);
  const chosen = await chooseAmong(tx, choices.organizations, search.organization);
  if (chosen.kind !== "organization") return chosen;
  const { organizationId } = chosen.organization;
  const isWhole = search.node === null && search.account === null && search.party === null;
  const resolved = await resolveFindings(tx, await readFilter(tx, organizationId, { ...asked, search }));
  return {
    ...chosen,
    kind: "findings",
    choices,
    groups: await readControlGroups(tx, resolved, { isOldestAsked: false }),
    page: await searchFindings(tx, resolved, asked.place),
    nodes: await listFailingNodes(tx, { organizationId, controlId, nodeId: search.node }),
    guardrails: isWhole ? await readCoverageCounts(tx, { organizationId, nodeId: null }) : null,
  };
}
