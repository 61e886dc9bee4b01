import { controls, decideAccount } from "@sekinin/responsibility";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSimulated } from "../testing/read-simulated.ts";
import { type SimulatedAccess, simulatedAccess } from "../testing/simulated-access.ts";

let simulated: SimulatedAccess;
beforeAll(async () => {
  simulated = await simulatedAccess({ organization: { seed: 12, accounts: 3 }, access: { limits: { callMs: 5_000 } } });
}, 60_000);
afterAll(() => simulated.close());

test.each([{ regions: ["xx-north-9"] }, { regions: [""] }])(
  "a list of Regions of which the account has none ($regions) is unknown, not an account without duties",
  async ({ regions }) => {
    const { facts } = await readSimulated(simulated, simulated.memberId, { regions });
    const reason = { code: "region-disabled", action: "account:ListRegions" };
    expect(facts.regions).toEqual({ status: "unread", reason });
    const decided = decideAccount(controls, facts, {
      now: "2026-11-24T00:00:00Z",
      accountId: simulated.memberId,
      organization: { managementAccountId: "111111111111", rootCredentialsManaged: null },
    });
    const regional = decided.filter(({ controlId }) => controlId === "guardduty-enabled");
    expect(regional).toMatchObject([{ region: "global", verdict: { verdict: "unknown", reason } }]);
  },
);
