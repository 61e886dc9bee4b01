import { expect, test } from "vitest";
import { lambdaRuntimes, lambdaRuntimesAsOf } from "./runtimes.ts";

const isDay = (day: string) => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day;

test.each([...lambdaRuntimes])(
  "%s: dates are calendar days, updates blocked after deprecation",
  (_identifier, runtime) => {
    const days = [runtime.deprecated, runtime.updatesBlocked].filter((day) => day !== null);
    expect(days.every(isDay)).toBe(true);
    expect([...days].sort()).toEqual(days);
  },
);

test("identifiers look like AWS's, and the table says when it was compared", () => {
  for (const identifier of lambdaRuntimes.keys())
    expect(identifier).toMatch(/^(nodejs|python|java|dotnet|dotnetcore|ruby|go|provided)[a-z0-9.-]*$/);
  expect(lambdaRuntimesAsOf).toMatch(/^20\d\d-\d\d-\d\d$/);
});

test.each([
  ["nodejs22.x", true],
  ["python3.13", true],
  ["java21", true],
  ["provided.al2023", true],
  ["dotnet8", false],
  ["nodejs16.x", false],
  ["python3.8", false],
  ["go1.x", false],
])("on the day of the table %s is supported: %s", (identifier, expected) => {
  const deprecated = lambdaRuntimes.get(identifier)?.deprecated;
  expect(deprecated).toBeDefined();
  expect(lambdaRuntimesAsOf <= (deprecated ?? "")).toBe(expected);
});
