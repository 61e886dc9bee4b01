import fc from "fast-check";
import { expect, test } from "vitest";
import { SimulatedError } from "./handler.ts";
import { type PagedOperation, pageSizes } from "./page-sizes.ts";
import { pagedShapes } from "./paged-shapes.ts";
import { paginate } from "./paginate.ts";

const numbers = (length: number) => Array.from({ length }, (_, index) => index);
const operations = Object.keys(pageSizes) as PagedOperation[];

/** Every page until there is none left. */
function allPages(operation: PagedOperation, length: number, limit?: number): number[][] {
  const pages: number[][] = [];
  let token: string | undefined;
  do {
    const page = paginate({ operation, owner: "me", items: numbers(length), token, limit });
    pages.push(page.items);
    token = page.nextToken;
  } while (token !== undefined);
  return pages;
}

test.each(operations)("%s: pages put together are the list, none above the maximum", (operation) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 250 }), fc.boolean(), (length, asks) => {
      const { minimum, maximum } = pageSizes[operation];
      const pages = allPages(operation, length, asks ? Math.max(minimum, Math.min(maximum, 25)) : undefined);
      expect(pages.flat()).toEqual(numbers(length));
      for (const page of pages.slice(0, -1)) expect(page.length).toBeGreaterThan(0);
    }),
    { numRuns: 20 },
  );
});

test.each<{ operation: PagedOperation; given: number | undefined; expected: number[] }>([
  { operation: "organizations:ListAccounts", given: undefined, expected: [20, 20, 5] },
  { operation: "organizations:ListAccounts", given: 7, expected: [7, 7, 7, 7, 7, 7, 3] },
  { operation: "ec2:DescribeVpcs", given: undefined, expected: [45] },
  { operation: "ec2:DescribeVpcs", given: 20, expected: [20, 20, 5] },
  { operation: "rds:DescribeDBInstances", given: 20, expected: [20, 20, 5] },
])("$operation with a limit of $given: pages of $expected", ({ operation, given, expected }) => {
  expect(allPages(operation, 45, given).map(({ length }) => length)).toEqual(expected);
});

test("Lambda takes a limit above its page and answers 50", () => {
  expect(allPages("lambda:ListFunctions", 120, 10_000).map(({ length }) => length)).toEqual([50, 50, 20]);
});

test.each<{ operation: PagedOperation; limit: unknown; code: string }>([
  { operation: "organizations:ListAccounts", limit: 21, code: "InvalidInputException" },
  { operation: "organizations:ListAccounts", limit: 0, code: "InvalidInputException" },
  { operation: "ec2:DescribeVpcs", limit: 4, code: "InvalidParameterValue" },
  { operation: "rds:DescribeDBInstances", limit: 101, code: "InvalidParameterValue" },
  { operation: "kms:ListKeys", limit: 1001, code: "ValidationException" },
  { operation: "kms:ListKeys", limit: "20", code: "ValidationException" },
  { operation: "iam:GetAccountAuthorizationDetails", limit: 1.5, code: "ValidationError" },
])("$operation refuses a limit of $limit", ({ operation, limit, code }) => {
  const request = { operation, owner: "me", items: numbers(3), token: undefined, limit };
  expect(() => paginate(request)).toThrow(expect.objectContaining({ code, httpStatus: 400 }));
});

test.each(operations)("%s refuses tokens of others, and any text", (operation) => {
  const { minimum } = pageSizes[operation];
  const items = numbers(minimum + 100_00 + 1);
  const limit = Math.max(minimum, 1);
  const token = paginate({ operation, owner: "me", items, token: undefined, limit }).nextToken;
  expect(paginate({ operation, owner: "me", items, token, limit }).items[0]).toBe(limit);
  expect(() => paginate({ operation, owner: "you", items, token, limit })).toThrow(SimulatedError);
  fc.assert(
    fc.property(fc.anything(), (forged) => {
      fc.pre(forged !== undefined && forged !== null);
      expect(() => paginate({ operation, owner: "me", items, token: forged, limit })).toThrow(
        expect.objectContaining({ code: pageSizes[operation].invalidToken.code }),
      );
    }),
    { numRuns: 20 },
  );
});

test("a list need not exist whole", () => {
  const asked: [number, number][] = [];
  const items = {
    length: 10_000,
    slice(from: number, to: number) {
      asked.push([from, to]);
      return numbers(to - from).map((n) => n + from);
    },
  };
  const { nextToken } = paginate({ operation: "organizations:ListAccounts", owner: "me", items, token: undefined });
  paginate({ operation: "organizations:ListAccounts", owner: "me", items, token: nextToken });
  expect(asked).toEqual([
    [0, 20],
    [20, 40],
  ]);
});

test("every paged operation tells where its token and items are", () => {
  expect(Object.keys(pagedShapes).sort()).toEqual([...operations].sort());
});
