import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { unread } from "../../reading.ts";
import { accountFactsWith, contextWith, databaseWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { instanceStorageEncrypted } from "./instance-storage-encrypted.ts";

test.each([
  { given: "encrypted", database: {}, expected: pass() },
  {
    given: "not encrypted",
    database: { storageEncrypted: false },
    expected: fail("unencrypted", { engine: "postgres", cluster: null }),
  },
  {
    given: "a member of a cluster",
    database: { storageEncrypted: false, engine: "aurora-mysql", clusterIdentifier: "shop" },
    expected: fail("unencrypted", { engine: "aurora-mysql", cluster: "shop" }),
  },
  {
    given: "being deleted",
    database: { storageEncrypted: false, status: "deleting" },
    expected: notApplicable("deleting"),
  },
])("$given: $expected.verdict", ({ database, expected }) => {
  expect(instanceStorageEncrypted.decide(databaseWith(database), contextWith())).toEqual(expected);
});

test("instances that were not listed are unknown", () => {
  const facts = accountFactsWith({
    resources: { "AWS::RDS::DBInstance": unread("access-denied", "rds:DescribeDBInstances") },
  });
  const [row] = decideAccount([instanceStorageEncrypted], facts, contextWith());
  expect(row?.verdict).toEqual(unknown({ code: "access-denied", action: "rds:DescribeDBInstances" }));
});
