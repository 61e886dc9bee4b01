import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { OrganizationReading } from "@sekinin/guardrails";
import {
  applyDraft,
  compareCoverage,
  compileOrganization,
  coverageMemo,
  decideOrganization,
  loadUniverse,
} from "@sekinin/guardrails";
import { generatedGuardrails } from "./generated-guardrails.ts";
import { median, report } from "./harness.ts";

/** Milliseconds of one core: what else runs on the machine counts less than by the clock. */
function processorTime<T>(work: () => T): { readonly ms: number; readonly answer: T } {
  const start = process.cpuUsage();
  const answer = work();
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1_000, answer };
}

const universe = loadUniverse();
universe.matching("*");
const compile = (reading: OrganizationReading) => compileOrganization(reading, { universe });
const size = { accounts: 10_000, units: 300, policies: 200 };

/** Decides from nothing, in this process as it is. */
function decideAnew(accounts: number) {
  const reading = generatedGuardrails({ ...size, accounts });
  const memo = coverageMemo();
  const full = processorTime(() => {
    const compiled = compile(reading);
    return { compiled, coverage: decideOrganization(compiled, { memo }) };
  });
  return { reading, memo, full };
}

// The first run also compiles the code itself: the second is what a server does.
decideAnew(1_000);
const small = decideAnew(1_000);
const large = decideAnew(size.accounts);
const { coverage, compiled } = large.full.answer;
report({
  name: "coverage of 10,000 accounts, 90 objectives / 2 s of one core",
  ratio: large.full.ms / 2_000,
  goal: "<= 1",
  ok: large.full.ms <= 2_000,
  detail: { ms: Math.round(large.full.ms), classes: coverage.classes.length, objectives: coverage.objectives.length },
});
// In a process of its own: here other runs have left their memory behind.
const alone = ["--import", "tsx", fileURLToPath(new URL("./coverage-memory.ts", import.meta.url))];
const sizes = [size.accounts, size.units, size.policies].map(String);
const { peakMiB } = JSON.parse(execFileSync(process.execPath, [...alone, ...sizes], { encoding: "utf8" })) as {
  readonly peakMiB: number;
};
report({
  name: "memory of it, in a process of its own / 500 MiB",
  ratio: peakMiB / 500,
  goal: "<= 1",
  ok: peakMiB <= 500,
  detail: { peakMiB },
});
report({
  name: "coverage of 10,000 accounts / of 1,000 with the same policies",
  ratio: large.full.ms / small.full.ms,
  goal: "<= 3",
  ok: large.full.ms <= 3 * small.full.ms,
  detail: { largeMs: Math.round(large.full.ms), smallMs: Math.round(small.full.ms) },
});

const draftable = large.reading.policies.filter(
  ({ type, awsManaged }) => !awsManaged && type === "SERVICE_CONTROL_POLICY",
);
/** One attachment more, each time of another policy on another OU. */
const changed = Array.from({ length: 11 }, (_unused, at) => {
  const policyId = draftable[30 + at * 7]?.id ?? "";
  const targetId = large.reading.organizationalUnits[60 + at * 19]?.id ?? "";
  return applyDraft(large.reading, [{ kind: "attach", policyId, targetId }]).reading;
});
const again = changed.map((reading) => {
  const next = compile(reading);
  return processorTime(() => decideOrganization(next, { memo: large.memo })).ms;
});
report({
  name: "one attachment more / the full decision",
  ratio: median(again) / large.full.ms,
  goal: "<= 0.05",
  ok: median(again) <= 0.05 * large.full.ms,
  detail: { ms: Math.round(median(again)), worstMs: Math.round(Math.max(...again)) },
});
const answers = changed.map((reading) => {
  const start = performance.now();
  compareCoverage(compiled, compile(reading), { memo: large.memo });
  return performance.now() - start;
});
report({
  name: "what-if answer / 300 ms",
  ratio: median(answers) / 300,
  goal: "<= 1",
  ok: median(answers) <= 300,
  detail: { ms: Math.round(median(answers)), worstMs: Math.round(Math.max(...answers)) },
});
