import { partyKey, partyOfKey } from "@sekinin/posture";
import { type HeatmapView, heatmapColumns } from "@sekinin/ui";
import { z } from "zod";

const nodeId = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/;
const mostOpened = 300;

/** A parameter that comes twice counts once: a hand-written address must not break the page. */
const single = z
  .union([z.string(), z.array(z.string()).transform((all) => all[0])])
  .optional()
  .catch(undefined);

const Search = z.object({
  organization: single,
  open: single,
  sort: single,
  order: single,
  view: single,
  party: single,
});

/** The view that an address asks for; what does not fit is as if it were not there. */
export function heatmapSearch(parameters: unknown): HeatmapView {
  const { organization, open, sort, order, view, party } = Search.parse(parameters);
  const column = heatmapColumns.find((candidate) => candidate === sort);
  const whose = party === undefined ? null : partyOfKey(party);
  return {
    organizationId: organization !== undefined && /^o-[a-z0-9]{10,32}$/.test(organization) ? organization : null,
    opened: open === undefined ? null : openedNodes(open),
    sort: column === undefined ? null : { column, direction: order === "descending" ? "descending" : "ascending" },
    table: view === "table",
    ...(whose === null ? {} : { party: partyKey(whose) }),
  };
}

function openedNodes(list: string): string[] {
  return [...new Set(list.split(",").filter((id) => nodeId.test(id)))].slice(0, mostOpened);
}
