import { expect, test } from "vitest";
import { decideAccount } from "../../decide-account.ts";
import { unread } from "../../reading.ts";
import { accountFactsWith, contextWith, databaseWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { instanceMinorUpgrade } from "./instance-minor-upgrade.ts";

test.each([
  { given: "on", database: {}, expected: pass() },
  {
    given: "off",
    database: { autoMinorVersionUpgrade: false },
    expected: fail("off", { engine: "postgres", cluster: null }),
  },
  {
    given: "off in a cluster",
    database: { autoMinorVersionUpgrade: false, engine: "aurora-mysql", clusterIdentifier: "shop" },
    expected: fail("off", { engine: "aurora-mysql", cluster: "shop" }),
  },
  {
    given: "RDS Custom",
    database: { autoMinorVersionUpgrade: false, engine: "custom-oracle-ee" },
    expected: notApplicable("rds-custom"),
  },
  {
    given: "being deleted",
    database: { autoMinorVersionUpgrade: false, status: "deleting" },
    expected: notApplicable("deleting"),
  },
])("$given: $expected.verdict", ({ database, expected }) => {
  expect(instanceMinorUpgrade.decide(databaseWith(database), contextWith())).toEqual(expected);
});

test("instances that were not listed are unknown", () => {
  const facts = accountFactsWith({ resources: { "AWS::RDS::DBInstance": unread("timeout") } });
  const [row] = decideAccount([instanceMinorUpgrade], facts, contextWith());
  expect(row?.verdict).toEqual(unknown({ code: "timeout" }));
});
