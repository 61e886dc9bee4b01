import { Failure } from "@sekinin/config";
import { startImport } from "@sekinin/db";
import { readOrganizationFile } from "@sekinin/guardrails";
import { z } from "zod";
import { readLimited } from "../../../../../server/limited-body.ts";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import { route } from "../../../../../server/route.ts";
import { services } from "../../../../../server/services.ts";
import { fileProblems, mostFileBytes } from "../../../../t/[tenant]/connection/import/file-answer.ts";

const Problem = z.strictObject({ path: z.string(), code: z.string(), expected: z.string() });

type Upload = Pick<TenantContext, "actor" | "withTenant"> & { readonly request: Request };

async function takeFile({ request, actor, withTenant }: Upload) {
  const text = await readLimited(request, mostFileBytes);
  const file = readOrganizationFile(text);
  const problems = fileProblems(file);
  if (file.status === "refused" || problems.length > 0) return { kind: "refused" as const, problems };
  const { id: organizationId } = file.reading.organization;
  const started = await withTenant((tx) => startImport(tx, { actor, organizationId, text }));
  if ("running" in started) return { kind: "running" as const, crawlId: started.running, organizationId };
  return { kind: "started" as const, crawlId: started.id, organizationId };
}

/**
 * Takes an organisation file: what is wrong with it, place by place, or the crawl that reads it. The worker does the
 * rest. One file of a tenant at a time, and two of all: each is held as a whole.
 */
export const POST = route({
  permission: "guardrail:write",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({}),
  answer: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("refused"), problems: z.array(Problem).readonly() }),
    z.strictObject({ kind: z.enum(["started", "running"]), crawlId: z.string(), organizationId: z.string() }),
  ]),
  handle: async (context) => {
    // Before the first byte is read: what is refused takes no memory.
    const release = (await services()).importSlots.take(context.tenantId);
    if (release === null) throw new Failure("import.busy");
    try {
      return await takeFile(context);
    } finally {
      release();
    }
  },
});

export const dynamic = "force-dynamic";
