import { expect, test } from "vitest";
import { deviceName } from "./device-name.ts";

test.each([
  {
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
    expected: "Chrome 143, Windows",
  },
  {
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
    expected: "Edge 143, Windows",
  },
  {
    userAgent:
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
    expected: "Safari 26, macOS",
  },
  {
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    expected: "Safari 26, iOS",
  },
  {
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    expected: "Firefox 145, Linux",
  },
  {
    userAgent:
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36",
    expected: "Chrome 143, Android",
  },
  { userAgent: "curl/8.5.0", expected: null },
  { userAgent: "<script>alert(1)</script>", expected: null },
  { userAgent: "", expected: null },
  { userAgent: null, expected: null },
])("$expected", ({ userAgent, expected }) => {
  expect(deviceName(userAgent)).toBe(expected);
});
