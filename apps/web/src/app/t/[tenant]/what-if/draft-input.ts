import type { DraftOperation } from "@sekinin/guardrails";
import { z } from "zod";
import { policyTextProblem } from "./policy-text.ts";

/** Bytes of a draft's steps as JSON, with room for the rest of a request. */
export const mostDraftBytes = 1_000_000;
export const mostOperations = 500;

export const OrganizationId = z.string().regex(/^o-[a-z0-9]{10,32}$/);
// Wider than AWS\'s own: an organisation may come from a file that people wrote.
const PolicyId = z.string().regex(/^(?:p|draft)-[0-9A-Za-z_-]{1,128}$/);
const NodeId = z.string().regex(/^(?:(?:r|ou)-[0-9a-z-]{1,68}|\d{12})$/);
/** A type of policy as AWS names it. */
export const PolicyType = z.string().regex(/^[A-Z][A-Z0-9_]{2,63}$/);
const isClean = (text: string) => policyTextProblem(text) === null;
const PolicyName = z.string().min(1).max(128).refine(isClean);

/** A policy's text: any, broken too, as long as it can be kept at all. */
export const PolicyContent = z.string().refine(isClean);

/** A name that a person gives a draft. */
export const DraftName = z
  .string()
  .transform((name) => name.trim())
  .pipe(z.string().min(1).max(200).refine(isClean));

const Operation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("put-policy"),
    policyId: PolicyId,
    name: PolicyName,
    type: PolicyType,
    content: PolicyContent,
  }),
  z.strictObject({ kind: z.literal("remove-policy"), policyId: PolicyId }),
  z.strictObject({ kind: z.enum(["attach", "detach"]), policyId: PolicyId, targetId: NodeId }),
  z.strictObject({ kind: z.literal("move"), nodeId: NodeId, parentId: NodeId }),
  z.strictObject({ kind: z.literal("set-policy-type"), type: PolicyType, status: z.enum(["ENABLED", "DISABLED"]) }),
]);

/** A draft's steps as a request carries them. */
export const DraftOperations: z.ZodType<readonly DraftOperation[]> = z.array(Operation).max(mostOperations);
