import { describe, expect, test } from "vitest";
import { clientAddress, comesFromUs } from "./request-origin.ts";

const https = { origin: "https://sekinin.example", isHttps: true };
const http = { origin: "http://localhost:3000", isHttps: false };

describe("comesFromUs", () => {
  test.each([
    { given: "our own origin", address: https, headers: { origin: "https://sekinin.example" }, expected: true },
    {
      given: "our own, and the browser says so too",
      address: https,
      headers: { origin: "https://sekinin.example", "sec-fetch-site": "same-origin" },
      expected: true,
    },
    { given: "no origin", address: https, headers: {}, expected: false },
    { given: "the origin `null`", address: https, headers: { origin: "null" }, expected: false },
    { given: "an empty origin", address: https, headers: { origin: "" }, expected: false },
    { given: "another host", address: https, headers: { origin: "https://evil.example" }, expected: false },
    { given: "ours without TLS", address: https, headers: { origin: "http://sekinin.example" }, expected: false },
    {
      given: "ours on another port",
      address: https,
      headers: { origin: "https://sekinin.example:8443" },
      expected: false,
    },
    {
      given: "a host that begins like ours",
      address: https,
      headers: { origin: "https://sekinin.example.evil.example" },
      expected: false,
    },
    { given: "a subdomain of ours", address: https, headers: { origin: "https://a.sekinin.example" }, expected: false },
    {
      given: "ours, but the browser says another site",
      address: https,
      headers: { origin: "https://sekinin.example", "sec-fetch-site": "cross-site" },
      expected: false,
    },
    {
      given: "ours, but the browser says a sibling",
      address: https,
      headers: { origin: "https://sekinin.example", "sec-fetch-site": "same-site" },
      expected: false,
    },
    {
      given: "another host that the Host header repeats",
      address: https,
      headers: { origin: "https://evil.example", host: "evil.example" },
      expected: false,
    },
    {
      given: "loopback on https",
      address: https,
      headers: { origin: "http://localhost:3000", host: "localhost:3000" },
      expected: false,
    },
    {
      given: "this machine by its other name",
      address: http,
      headers: { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
      expected: true,
    },
    {
      given: "another port of this machine",
      address: http,
      headers: { origin: "http://127.0.0.1:4000", host: "127.0.0.1:3000" },
      expected: false,
    },
    {
      given: "a name that was rebound to this machine",
      address: http,
      headers: { origin: "http://evil.example:3000", host: "evil.example:3000" },
      expected: false,
    },
  ])("$given: $expected", ({ address, headers, expected }) => {
    expect(comesFromUs(new Headers(headers as Record<string, string>), address)).toBe(expected);
  });
});

describe("clientAddress", () => {
  test.each([
    { given: "one hop", forwarded: "198.51.100.1", isHttps: true, expected: "198.51.100.1" },
    {
      given: "a spoofed hop before the proxy's",
      forwarded: "1.2.3.4, 198.51.100.1",
      isHttps: true,
      expected: "198.51.100.1",
    },
    { given: "IPv6", forwarded: "2001:db8::1", isHttps: true, expected: "2001:db8::1" },
    { given: "no address", forwarded: "nonsense", isHttps: true, expected: "unknown" },
    { given: "nothing", forwarded: null, isHttps: true, expected: "unknown" },
    { given: "plain http", forwarded: "1.2.3.4", isHttps: false, expected: "loopback" },
  ])("$given: $expected", ({ forwarded, isHttps, expected }) => {
    const headers = new Headers(forwarded === null ? {} : { "x-forwarded-for": forwarded });
    expect(clientAddress(headers, { isHttps })).toBe(expected);
  });
});
