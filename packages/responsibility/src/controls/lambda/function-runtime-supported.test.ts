import { expect, test } from "vitest";
import { contextWith, functionWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { functionRuntimeSupported } from "./function-runtime-supported.ts";

const on = (day: string) => `${day}T09:00:00.000Z`;
const nodejs22 = { runtime: "nodejs22.x", deprecated: "2027-04-30" };

test.each([
  { runtime: "nodejs22.x", now: on("2026-11-24"), expected: pass(nodejs22) },
  { runtime: "nodejs22.x", now: on("2027-04-30"), expected: pass(nodejs22) },
  {
    runtime: "nodejs22.x",
    now: on("2027-05-01"),
    expected: fail("deprecated", { ...nodejs22, updatesBlocked: "2027-07-01" }),
  },
  {
    runtime: "python3.9",
    now: on("2026-11-24"),
    expected: fail("deprecated", { runtime: "python3.9", deprecated: "2025-12-15", updatesBlocked: null }),
  },
  {
    runtime: "provided.al2023",
    now: on("2026-11-24"),
    expected: pass({ runtime: "provided.al2023", deprecated: "2029-06-30" }),
  },
  {
    runtime: "provided.al2",
    now: on("2026-11-24"),
    expected: fail("deprecated", { runtime: "provided.al2", deprecated: "2026-07-31", updatesBlocked: null }),
  },
  { runtime: "cobol85", now: on("2026-11-24"), expected: unknown({ code: "not-in-table", detail: "cobol85" }) },
  { runtime: "constructor", now: on("2026-11-24"), expected: unknown({ code: "not-in-table", detail: "constructor" }) },
  {
    runtime: "x".repeat(200),
    now: on("2026-11-24"),
    expected: unknown({ code: "not-in-table", detail: "x".repeat(64) }),
  },
  {
    runtime: null,
    now: on("2026-11-24"),
    expected: unknown({ code: "value-unreadable", action: "lambda:ListFunctions", detail: "Runtime" }),
  },
])("$runtime on $now: $expected.verdict", ({ runtime, now, expected }) => {
  expect(functionRuntimeSupported.decide(functionWith({ runtime }), contextWith({ now }))).toEqual(expected);
});

test("a container image has no managed runtime", () => {
  const image = functionWith({ packageType: "Image", runtime: null });
  expect(functionRuntimeSupported.decide(image, contextWith())).toEqual(notApplicable("container-image"));
});
