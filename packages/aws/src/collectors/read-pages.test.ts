import fc from "fast-check";
import { expect, test } from "vitest";
import type { AwsSession } from "../session/open-session.ts";
import type { CollectorContext } from "./collector-context.ts";
import { createPageGuard, readPages } from "./read-pages.ts";

const action = "rds:DescribeDBInstances";

/** Only the bounds of a session are looked at here. */
function contextWith(bounds: { pages: number; items: number }): CollectorContext {
  const session = { access: { limits: bounds } } as unknown as AwsSession;
  return { session, signal: new AbortController().signal };
}

function pages(lists: readonly (readonly string[])[], tokens: readonly (string | undefined)[]) {
  let at = 0;
  const asked: (string | undefined)[] = [];
  return {
    asked,
    fetch: async (token: string | undefined) => {
      asked.push(token);
      const page = { items: lists[at % lists.length], next: tokens[Math.min(at, tokens.length - 1)] };
      at += 1;
      return page;
    },
  };
}

test("pages are asked for by the token of the one before, up to the last", async () => {
  const { fetch, asked } = pages([["a"], ["b"], []], ["t1", "t2", ""]);
  await expect(readPages(contextWith({ pages: 9, items: 9 }), action, fetch, (id) => id)).resolves.toEqual(["a", "b"]);
  expect(asked).toEqual([undefined, "t1", "t2"]);
});

test("an answer without a list is malformed, an empty list is none", async () => {
  const page = (items: readonly string[] | undefined) => async () => ({ items, next: undefined });
  const bounds = contextWith({ pages: 9, items: 9 });
  await expect(readPages(bounds, action, page([]), String)).resolves.toEqual([]);
  await expect(readPages(bounds, action, page(undefined), String)).rejects.toMatchObject({ code: "malformed-answer" });
});

test.each([
  { given: "the same token twice", pages: [["a"], ["b"], ["c"]], next: () => "again", detail: "RepeatedToken" },
  { given: "the same page with new tokens", pages: [["a", "b"]], next: (n: number) => `t${n}`, detail: "RepeatedPage" },
  { given: "empty pages without end", pages: [[]], next: (n: number) => `t${n}`, detail: "RepeatedPage" },
  { given: "new pages without end", pages: null, next: (n: number) => `t${n}`, detail: "TooManyPages" },
  {
    given: "one page too long with more to come",
    pages: [Array.from({ length: 600 }, String)],
    next: () => "t",
    detail: "TooManyItems",
  },
])("$given: too-many-items, $detail", async ({ pages: lists, next, detail }) => {
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    return { items: lists === null ? [`item ${calls}`] : lists[calls % lists.length], next: next(calls) };
  };
  const reading = readPages(contextWith({ pages: 50, items: 500 }), action, fetch, (id) => id);
  await expect(reading).rejects.toMatchObject({ code: "too-many-items", action, awsCode: detail });
  expect(calls).toBeLessThanOrEqual(50);
});

test("whatever comes, the guard ends within its pages", () => {
  const page = fc.record({ ids: fc.array(fc.string(), { maxLength: 3 }), next: fc.string({ minLength: 1 }) });
  fc.assert(
    fc.property(fc.infiniteStream(page), (stream) => {
      const guard = createPageGuard(action, { pages: 30, items: 1_000 });
      for (let count = 1; count <= 31; count += 1) {
        try {
          guard(stream.next().value);
        } catch {
          return count <= 30;
        }
      }
      return false;
    }),
  );
});
