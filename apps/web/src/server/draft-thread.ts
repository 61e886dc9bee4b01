import { getHeapStatistics } from "node:v8";
import { parentPort, workerData } from "node:worker_threads";
import {
  applyDraft,
  type CompiledOrganization,
  compareCoverage,
  compileOrganization,
  coverageMemo,
  type DraftAnswer,
  type DraftBase,
  type DraftOperation,
  type DraftQuestion,
  decideOrganization,
  loadUniverse,
  suggestPolicies,
} from "@sekinin/guardrails";

/** Drafts leave what was found out about them behind: beyond this it is thrown away, and today's is found out again. */
const mostKeptBytes = 384 * 1024 * 1024;

const { reading, partition, parameters, inUse } = workerData as DraftBase;
const options = { universe: loadUniverse(), partition, parameters };
const base = compileOrganization(reading, options);
let memo = coverageMemo();
const today = decideOrganization(base, { memo });

function compiled(operations: readonly DraftOperation[]): CompiledOrganization {
  return operations.length === 0 ? base : compileOrganization(applyDraft(reading, operations).reading, options);
}

function answer(question: DraftQuestion): DraftAnswer {
  const after = compiled(question.after);
  if (question.kind === "suggest") return { kind: "suggest", suggestion: suggestPolicies(after, question.gaps) };
  const before = compiled(question.before);
  const known = before === base ? { decidedBefore: today } : {};
  return { kind: "delta", delta: compareCoverage(before, after, { memo, inUse, ...known }) };
}

parentPort?.on("message", (question: DraftQuestion) => {
  const answered = answer(question);
  if (getHeapStatistics().used_heap_size > mostKeptBytes) memo = coverageMemo();
  parentPort?.postMessage(answered);
});
// What comes before the first answer is the organisation as it is, however large.
parentPort?.postMessage({ kind: "ready" } satisfies DraftAnswer);
