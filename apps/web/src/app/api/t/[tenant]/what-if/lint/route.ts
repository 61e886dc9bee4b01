import { lintPolicy, loadUniverse } from "@sekinin/guardrails";
import { z } from "zod";
import { route } from "../../../../../../server/route.ts";
import { mostDraftBytes, PolicyContent, PolicyType } from "../../../../../t/[tenant]/what-if/draft-input.ts";
import { tellProblem } from "../../../../../t/[tenant]/what-if/tell-problem.ts";

/** A policy of 64 kB may be wrong in every word of it: nobody reads more. */
const mostProblems = 200;

const Problem = z.strictObject({
  from: z.number(),
  to: z.number(),
  severity: z.enum(["error", "warning", "note"]),
  text: z.string(),
  suggestion: z.string().nullable(),
});

/** What is wrong with a policy that somebody writes. The text goes nowhere: nothing is kept of it. */
export const POST = route({
  permission: "posture:read",
  params: z.strictObject({ tenant: z.string() }),
  query: z.object({}),
  mostBytes: mostDraftBytes,
  body: z.strictObject({ type: PolicyType, text: PolicyContent }),
  answer: z.strictObject({ problems: z.array(Problem) }),
  handle: async ({ body: { type, text }, locale }) => ({
    problems: lintPolicy(text, type, loadUniverse())
      .slice(0, mostProblems)
      .map((problem) => tellProblem(problem, text, locale)),
  }),
});

export const dynamic = "force-dynamic";
