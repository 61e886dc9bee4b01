import { Failure } from "@sekinin/config";
import {
  byteOrderMark,
  type Database,
  type ResolvedFindings,
  resolveFindings,
  streamFindingView,
  viewCsv,
  viewCsvHeader,
  viewJson,
} from "@sekinin/db";
import { z } from "zod";
import type { Locale } from "../../../../../../server/locale.ts";
import { route } from "../../../../../../server/route.ts";
import { services } from "../../../../../../server/services.ts";
import { chooseOrganization } from "../../../../../t/[tenant]/choose-organization.ts";
import { parseFindingSearch } from "../../../../../t/[tenant]/findings/finding-search.ts";
import { readFilter } from "../../../../../t/[tenant]/findings/read-findings-page.ts";
import { rowStream } from "./row-stream.ts";

export const dynamic = "force-dynamic";

/** A reader that is slow, but never so slow that it stalls. */
const timeoutMs = 1_800_000;
const types = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" } as const;
type Format = keyof typeof types;

/** A view of findings as a file: the same filters and order as the page's, streamed from one cursor. */
export const GET = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string() }),
  query: z.looseObject({ format: z.enum(["csv", "ndjson"]) }),
  answer: "stream",
  handle: async ({ query: { format, ...parameters }, request, user, tenantId, tenant, locale, withTenant }) => {
    const { search, ignored } = parseFindingSearch(z.record(z.string(), z.string()).parse(parameters));
    // A file that holds more than was asked for would be taken for what was asked for.
    if (ignored.length > 0) throw new Failure("input.invalid", { detail: { parameters: ignored.join(", ") } });
    const now = new Date();
    const findings = await withTenant(async (tx) => {
      const chosen = await chooseOrganization(tx, search.organization);
      if (chosen.kind !== "organization") throw new Failure("not-found");
      const filter = await readFilter(tx, chosen.organization.organizationId, { search, zone: tenant.zone, now });
      return resolveFindings(tx, filter);
    });
    const { database, exportSlots } = await services();
    const release = exportSlots.take(user.userId);
    if (release === null) throw new Failure("export.busy");
    const rows = rowStream(
      (write) => writeView({ database, tenantId, findings, format, locale }, write).finally(release),
      request.signal,
    );
    const day = new Intl.DateTimeFormat("en-CA", { timeZone: tenant.zone }).format(now);
    const name = `sekinin-findings-${tenant.slug}-${day}.${format}`;
    return new Response(rows, {
      headers: { "Content-Type": types[format], "Content-Disposition": `attachment; filename="${name}"` },
    });
  },
});

type View = {
  readonly database: Database;
  readonly tenantId: string;
  readonly findings: ResolvedFindings;
  readonly format: Format;
  readonly locale: Locale;
};

/** Holds one of the process's few connections until the reader has everything, stalls or goes away. */
async function writeView(
  { database, tenantId, findings, format, locale }: View,
  write: (text: string) => Promise<void>,
): Promise<void> {
  if (format === "csv") await write(byteOrderMark + viewCsvHeader(locale));
  await database.withTenant(
    tenantId,
    async (tx) => {
      for await (const finding of streamFindingView(tx, findings)) {
        await write(format === "csv" ? viewCsv(finding, locale) : viewJson(finding));
      }
    },
    { timeoutMs },
  );
}
