import { expect, test } from "vitest";
import { cookieAttributes, cookieNames } from "./cookies.ts";

test("on https every cookie is bound to the host and to https", () => {
  for (const name of Object.values(cookieNames({ isHttps: true }))) expect(name).toMatch(/^__Host-/);
  expect(cookieAttributes({ isHttps: true })).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
});

test("on http names carry no promise that a browser would refuse", () => {
  for (const name of Object.values(cookieNames({ isHttps: false }))) expect(name).not.toMatch(/^__/);
  expect(cookieAttributes({ isHttps: false })).toEqual({ httpOnly: true, sameSite: "lax", path: "/", secure: false });
});

test("no name begins with another: next-auth takes such cookies for pieces of one", () => {
  const names: string[] = Object.values(cookieNames({ isHttps: true }));
  for (const name of names) expect(names.filter((other) => other.startsWith(name))).toEqual([name]);
});
