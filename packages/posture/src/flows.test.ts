import { expect, test } from "vitest";
import { addCauses } from "./cause-tally.ts";
import { addFlows, addMoves, countFlows, mostNamed } from "./flows.ts";

test("events are counted by domain, and an absent domain stays absent", () => {
  const flows = countFlows([
    { domain: "network", flow: "opened" },
    { domain: "network", flow: "opened" },
    { domain: "network", flow: "mended" },
    { domain: "governance", flow: "unread" },
  ]);
  expect(flows).toEqual({
    network: { opened: 2, reopened: 0, mended: 1, gone: 0, unread: 0, readAgain: 0, frozen: 0 },
    governance: { opened: 0, reopened: 0, mended: 0, gone: 0, unread: 1, readAgain: 0, frozen: 0 },
  });
  expect(countFlows([])).toEqual({});
});

test("flows add up", () => {
  const one = countFlows([{ domain: "network", flow: "opened" }]);
  const other = countFlows([
    { domain: "network", flow: "frozen" },
    { domain: "application", flow: "readAgain" },
  ]);
  expect(addFlows(one, other)).toEqual(addFlows(other, one));
  expect(addFlows(one, other).network).toMatchObject({ opened: 1, frozen: 1 });
  expect(addFlows()).toEqual({});
});

test("moves count all accounts and name fifty", () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ joined: { count: 1, accountIds: [`${index}`] } }));
  const { joined, left } = addMoves(...many);
  expect(joined?.count).toBe(60);
  expect(joined?.accountIds).toHaveLength(mostNamed);
  expect(left).toBeUndefined();
});

test("causes that cancel each other out are left out", () => {
  const part = { met: 1, known: 2, total: 3 };
  const back = { met: -1, known: -2, total: -3 };
  expect(addCauses({ mended: { network: part } }, { mended: { network: back }, left: { network: back } })).toEqual({
    left: { network: back },
  });
});
