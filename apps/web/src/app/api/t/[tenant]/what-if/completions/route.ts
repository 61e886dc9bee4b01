import { type Completion, type CompletionPlace, completionsAt, loadUniverse } from "@sekinin/guardrails";
import { z } from "zod";
import { route } from "../../../../../../server/route.ts";
import { PolicyType } from "../../../../../t/[tenant]/what-if/draft-input.ts";

const text = z.string().max(256);
const texts = z.array(text).max(50);
const Place: z.ZodType<CompletionPlace> = z.discriminatedUnion("at", [
  z.strictObject({ at: z.literal("action"), text }),
  z.strictObject({ at: z.literal("key"), text, actions: texts, operator: text }),
  z.strictObject({ at: z.literal("operator"), text }),
  z.strictObject({ at: z.literal("element"), text, present: texts }),
  z.strictObject({ at: z.literal("resource"), text, actions: texts }),
]);
const Found: z.ZodType<Completion> = z.strictObject({
  label: z.string(),
  kind: z.enum(["service", "action", "key", "operator", "element", "value"]),
  detail: z.string(),
});

/** What fits where somebody writes in a policy: at most a hundred names. Nothing of a tenant is in it. */
export const POST = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({}),
  body: z.strictObject({ type: PolicyType, place: Place }),
  answer: z.strictObject({ completions: z.array(Found).readonly() }),
  handle: async ({ body: { type, place } }) => ({ completions: completionsAt(place, type, loadUniverse()) }),
});

export const dynamic = "force-dynamic";
