"use server";

import { Failure } from "@sekinin/config";
import { createDraft, readDraft, removeDraft } from "@sekinin/db";
import { redirect } from "next/navigation";
import { z } from "zod";
import { action } from "../../../../server/action.ts";
import { compiledOrganization } from "../../../../server/guardrails.ts";
import { DraftName, DraftOperations, OrganizationId } from "./draft-input.ts";

const gapPart = z.string().max(100);

/** Makes an empty draft and opens it; `objective` and `node` name the gap that it shall close. */
export const startDraft = action({
  permission: "draft:write",
  input: z.strictObject({ organizationId: OrganizationId, name: DraftName, objective: gapPart, node: gapPart }),
  run: async (context, { organizationId, name, objective, node }): Promise<null> => {
    const current = await compiledOrganization(context, organizationId);
    if (current === null) throw new Failure("not-found");
    const { actor, tenant, withTenant } = context;
    const draft = { actor, organizationId, name, baseCrawlId: current.crawlId, operations: [] };
    const { id } = await withTenant((tx) => createDraft(tx, draft));
    const gap = objective === "" ? "" : `?${new URLSearchParams({ objective, node })}`;
    redirect(`/t/${tenant.slug}/what-if/${id}${gap}`);
  },
});

/** Makes a draft that begins as another one stands. */
export const copyDraft = action({
  permission: "draft:write",
  input: z.strictObject({ draftId: z.uuid(), name: DraftName }),
  run: async ({ actor, tenant, withTenant }, { draftId, name }): Promise<null> => {
    const made = await withTenant(async (tx) => {
      const draft = await readDraft(tx, draftId);
      if (draft === null) throw new Failure("not-found");
      const { organizationId, baseCrawlId } = draft;
      const operations = DraftOperations.parse(draft.operations);
      return createDraft(tx, { actor, organizationId, name, baseCrawlId, operations });
    });
    redirect(`/t/${tenant.slug}/what-if/${made.id}`);
  },
});

export const dropDraft = action({
  permission: "draft:write",
  input: z.strictObject({ draftId: z.uuid() }),
  run: async ({ actor, tenant, withTenant }, { draftId }): Promise<null> => {
    await withTenant((tx) => removeDraft(tx, { actor, id: draftId }));
    redirect(`/t/${tenant.slug}/what-if`);
  },
});
