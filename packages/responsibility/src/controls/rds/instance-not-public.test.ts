import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { unread } from "../../reading.ts";
import { accountFactsWith, contextWith, databaseWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { instanceNotPublic } from "./instance-not-public.ts";

test.each([
  { given: "private", database: {}, expected: pass() },
  {
    given: "public",
    database: { publiclyAccessible: true },
    expected: fail("publicly-accessible", { engine: "postgres", cluster: null }),
  },
  {
    given: "a public member of a cluster",
    database: { publiclyAccessible: true, engine: "aurora-postgresql", clusterIdentifier: "shop" },
    expected: fail("publicly-accessible", { engine: "aurora-postgresql", cluster: "shop" }),
  },
  {
    given: "public while being created",
    database: { publiclyAccessible: true, status: "creating" },
    expected: fail("publicly-accessible", { engine: "postgres", cluster: null }),
  },
  {
    given: "being deleted",
    database: { publiclyAccessible: true, status: "deleting" },
    expected: notApplicable("deleting"),
  },
])("$given: $expected.verdict", ({ database, expected }) => {
  expect(instanceNotPublic.decide(databaseWith(database), contextWith())).toEqual(expected);
});

test("instances that were not listed are unknown", () => {
  const facts = accountFactsWith({ resources: { "AWS::RDS::DBInstance": unread("throttled") } });
  const [row] = decideAccount([instanceNotPublic], facts, contextWith());
  expect(row?.verdict).toEqual(unknown({ code: "throttled" }));
});
