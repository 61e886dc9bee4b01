import { Failure } from "@sekinin/config";
import { readDraft } from "@sekinin/db";
import { applyDraft, type ExportFormat, exportDraft, exportFormats } from "@sekinin/guardrails";
import { z } from "zod";
import { compiledOrganization } from "../../../../../../../../server/guardrails.ts";
import { route } from "../../../../../../../../server/route.ts";
import { DraftOperations } from "../../../../../../../t/[tenant]/what-if/draft-input.ts";

const files: Readonly<Record<ExportFormat, { readonly type: string; readonly ending: string }>> = {
  json: { type: "application/json", ending: "json" },
  cloudformation: { type: "application/yaml", ending: "yaml" },
  terraform: { type: "text/plain", ending: "tf" },
};

/** A saved draft as a file for those who change AWS themselves. */
export const GET = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string(), draftId: z.uuid() }),
  query: z.object({ format: z.enum(exportFormats).default("json") }),
  answer: "stream",
  handle: async ({ params: { draftId }, query: { format }, ...context }) => {
    const draft = await context.withTenant((tx) => readDraft(tx, draftId));
    const current = draft === null ? null : await compiledOrganization(context, draft.organizationId);
    if (draft === null || current === null) throw new Failure("not-found");
    const before = current.compiled.reading;
    const { reading } = applyDraft(before, DraftOperations.parse(draft.operations));
    const { type, ending } = files[format];
    return new Response(exportDraft(before, reading, format), {
      headers: {
        "Content-Type": `${type}; charset=utf-8`,
        "Content-Disposition": `attachment; filename="sekinin-draft-${draftId.slice(0, 8)}.${ending}"`,
      },
    });
  },
});

export const dynamic = "force-dynamic";
