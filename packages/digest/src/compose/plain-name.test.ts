import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { sampleNode, sampleSource, sampleSums } from "../testing/index.ts";
import { composeConfirmation } from "./compose-confirmation.tsx";
import { composeDigest } from "./compose-digest.ts";
import { longestName, plainName } from "./plain-name.ts";

const publicUrl = "https://sekinin.example.com";

/** Where a mail program that makes links of text would lead to, but for our own addresses. */
async function foreignLinks(text: string): Promise<string[]> {
  const { textAsHtml } = await simpleParser(`Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`);
  return [...(textAsHtml ?? "").matchAll(/href="([^"]*)"/g)]
    .map(([, href]) => href ?? "")
    .filter((href) => !href.startsWith(`${publicUrl}/`));
}

const linkable = [
  "evil.com",
  "Verify at login.evil.com/reset",
  "LOGIN.EVIL.CO.JP",
  "admin@evil.com",
  "first.last+tag@mail.evil.org",
  "198.51.100.7",
  "198.51.100.7:8080/reset",
  "http://198.51.100.7/",
  "https://evil.com",
  "ftp://evil.com/x",
  "//evil.com/x",
  "http://localhost/x",
  "www.evil.com",
  "WWW.EVIL.COM",
  "mailto:x@evil.com",
  "本番evil.comはこちら",
  "見よ。evil.jp",
  "(evil.com)",
  "evil.com.",
  "a.b.c.d.evil.com",
] as const;

/** What must not stand next to each other in a name, whichever rule a mail program goes by. */
const joined = /[.\u3002\uff0e\uff61@:](?=[^\s\u2060])|\/\//u;

describe("a name becomes no link", () => {
  test.each(linkable)("%s", async (name) => {
    const plain = plainName(name);
    expect(plain).not.toMatch(joined);
    expect(plain.replaceAll("\u2060", "")).toBe(name);
    expect(await foreignLinks(plain)).toEqual([]);
  });

  test("and these are links to such a program where they are not broken", async () => {
    const found = await Promise.all(linkable.map((name) => foreignLinks(name)));
    expect(found.filter((links) => links.length > 0).length).toBeGreaterThan(15);
  });

  test.each(["en", "ja"] as const)(
    "in either part of a digest, nor in a question to an address (%s)",
    async (locale) => {
      for (const name of linkable) {
        const { subject, html, text } = await composeDigest(
          sampleSource({
            tenant: { ...sampleSource().tenant, name },
            roots: [{ ...sampleNode("r-1", name), ...sampleSums(1, 1, 1) }],
            children: [sampleNode("ou-1", name)],
            scopeKind: "units",
          }),
          {
            locale,
            because: { teamName: name },
            publicUrl,
            unsubscribeUrl: `${publicUrl}/u/token`,
            now: new Date("2026-11-24T08:00:00Z"),
          },
        );
        const confirmUrl = `${publicUrl}/confirm/token`;
        const asked = await composeConfirmation({ locale, tenantName: name, teamName: name, confirmUrl });
        for (const part of [subject, text, seen(html), asked.subject, asked.text, seen(asked.html)]) {
          expect(await foreignLinks(part)).toEqual([]);
        }
      }
    },
  );
});

const seen = (html: string) => html.replace(/<[^>]*>/g, " ").replaceAll("&amp;", "&");

test.each([
  { given: "an ordinary name", name: "Production", plain: "Production" },
  { given: "a sentence", name: "Old. Do not use", plain: "Old. Do not use" },
  { given: "what turns the direction", name: "a\u202eb\u2066c", plain: "a b c" },
  { given: "lines and tabs", name: "a\r\nBcc:\tb", plain: "a Bcc: b" },
  { given: "nothing at all", name: "", plain: "" },
])("$given stays one short line", ({ name, plain }) => {
  expect(plainName(name)).toBe(plain);
});

test("a long name is cut by what is seen of it", () => {
  const plain = plainName("a.".repeat(40_000));
  expect(plain.replaceAll("\u2060", "")).toHaveLength(longestName);
  expect(plain).not.toMatch(joined);
});
