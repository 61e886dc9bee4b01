import type { DigestChange } from "@sekinin/db";
import { addDomainSums, emptyDomainSum, emptySums, overallSum } from "@sekinin/posture";
import { simpleParser } from "mailparser";
import { describe, expect, test } from "vitest";
import { sampleNode, sampleSource, sampleSums } from "../testing/index.ts";
import { composeDigest } from "./compose-digest.ts";
import type { DigestReader } from "./digest-reader.ts";

const publicUrl = "https://sekinin.example.com";
const reader: DigestReader = {
  locale: "en",
  because: "own-subscription",
  publicUrl,
  unsubscribeUrl: `${publicUrl}/u/token`,
  now: new Date("2026-11-24T08:00:00Z"),
};
const japanese: DigestReader = { ...reader, locale: "ja" };

const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? "");
const addresses = (text: string) => text.match(/[a-z]+:\/\/\S+/gi) ?? [];
const visible = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

test("says the score, its change, why, what to do and how fresh it is, in both parts", async () => {
  const { subject, html, text } = await composeDigest(sampleSource(), reader);
  expect(subject).toMatch(/^Acme Holdings: 67% of the known duties met \([+\u2212]\d+\.\d points\)$/);
  for (const part of [visible(html), text]) {
    expect(part).toContain("since 16 November 2026".replace("16 November 2026", "November 16, 2026"));
    expect(part).toContain("90% of all duties are known");
    expect(part).toContain("Mended");
    expect(part).toContain("5 findings opened");
    expect(part).toContain("9 findings mended");
    expect(part).toContain("1 account joined");
    expect(part).toContain("Role missing: 2 accounts");
    expect(part).toContain("November 23, 2026 at 4:12");
    expect(part).toContain("You get this mail since you subscribed to a digest of Acme Holdings.");
  }
  expect(text).toContain(`${publicUrl}/t/acme/controls/`);
  expect(text).toContain(`${publicUrl}/u/token`);
});

test("says the same in Japanese", async () => {
  const { subject, html, text } = await composeDigest(sampleSource(), japanese);
  expect(subject).toMatch(/^【Acme Holdings】判明した責務の 67% を達成（[+\u2212]\d+\.\d ポイント）$/);
  for (const part of [visible(html), text]) {
    expect(part).toContain("2026年11月16日から");
    expect(part).toContain("読み取れなくなったもの");
    expect(part).toContain("優先して対応したい三つのこと");
    expect(part).toContain("ロールがない：2 アカウント");
    expect(part).not.toMatch(/of the known duties|findings|accounts/);
  }
  expect(html).toContain('lang="ja"');
});

test.each([
  { scopeKind: "units", roots: ["ou-1"], within: "&node=ou-1", overview: false },
  { scopeKind: "accounts", roots: ["111111111111"], within: "&account=111111111111", overview: false },
  { scopeKind: "units", roots: ["ou-1", "ou-2"], within: "", overview: true },
  { scopeKind: "organization", roots: ["r-root"], within: "", overview: true },
] as const)("leads to the part that it is about: $scopeKind $roots", async ({ scopeKind, roots, within, overview }) => {
  const sample = sampleSource();
  const [root] = sample.roots;
  if (root === undefined) throw new Error("a sample has a root");
  const source = { ...sample, scopeKind, roots: roots.map((nodeId) => ({ ...root, nodeId })) };
  const { html, text } = await composeDigest(source, reader);
  const of = `organization=${source.organization.organizationId}`;
  const controls = [...addresses(text), ...hrefs(html.replaceAll("&amp;", "&"))].filter((link) =>
    link.includes("/controls/"),
  );
  expect(controls.length).toBeGreaterThan(1);
  for (const link of controls) expect(link.endsWith(`?${of}${within}`)).toBe(true);
  expect(text.includes("Open the overview")).toBe(overview);
  expect(text.includes(`/findings?${of}${within}`)).toBe(!overview);
});

test("parts by cause add up to the change that is said", async () => {
  const { text } = await composeDigest(sampleSource(), reader);
  const number = (words: string) => Number(words.replace("\u2212", "-"));
  const all = number(/^(\S+) points since/m.exec(text)?.[1] ?? "");
  const parts = [...text.matchAll(/^- [^:]+: (\S+) points/gm)].map(([, value]) => number(value ?? ""));
  expect(parts.length).toBe(3);
  expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - all)).toBeLessThan(0.2);
});

describe("what is unknown", () => {
  test("is grey and a question mark, and comes before every score", async () => {
    const { html, text } = await composeDigest(sampleSource(), reader);
    expect(text.indexOf("- Sandbox")).toBeLessThan(text.indexOf("- Workloads"));
    expect(text).toContain("All: ? (unknown)");
    expect(html).toMatch(/bgcolor="#eeeeeb"[^>]*>\?/);
  });

  test("of more than half of a cell takes the colour of the scale away, whatever the score", async () => {
    const mostlyUnknown = sampleNode("ou-1", "Half seen", { sums: sampleSums(2, 0, 3).sums });
    const { html } = await composeDigest(sampleSource({ roots: [], children: [] }), reader);
    expect(html).not.toContain("#6aaae6");
    const root = { ...mostlyUnknown, ...sampleSums(2, 0, 3) };
    const seen = await composeDigest(sampleSource({ roots: [root], children: [mostlyUnknown] }), reader);
    expect(seen.html).not.toContain("#6aaae6");
    expect(seen.text).toContain("All: 100 (40% known)");
  });

  test("altogether gives no score and no change", async () => {
    const root = { ...sampleNode("r-1", "Root"), ...sampleSums(0, 0, 2) };
    const { subject, text } = await composeDigest(sampleSource({ roots: [root], children: [] }), reader);
    expect(subject).toBe("Acme Holdings: nothing is known yet");
    expect(text).toContain("there is no score");
    expect(text).not.toMatch(/\d+% of the known duties/);
  });
});

test.each([
  {
    given: "nothing fails",
    source: { roots: [{ ...sampleNode("r", "R"), ...sampleSums(4, 0, 0) }] },
    says: "Nothing that is known fails.",
  },
  { given: "no crawl yet", source: { crawledAt: null }, says: "No crawl has been completed yet." },
  { given: "nothing changed", source: { changes: [] }, says: "No change of the score since" },
  { given: "a chosen OU is gone", source: { missingNodes: 1 }, says: "1 chosen OU or account is no longer there" },
  {
    given: "all was read",
    source: { unread: [], roots: [{ ...sampleNode("r", "R"), ...sampleSums(4, 1, 0) }] },
    says: "Everything could be read.",
  },
  {
    given: "a team",
    source: { teamName: "Platform", changes: null, scopeKind: "assignments" as const },
    says: "what your team answers for today",
  },
  {
    given: "no duty at all",
    source: { roots: [{ ...sampleNode("r", "R", { sums: emptySums() }), controls: {} }] },
    says: "nothing is known yet",
  },
])("$given: $says", async ({ source, says }) => {
  const { subject, html, text } = await composeDigest(sampleSource(source), reader);
  expect(`${subject}\n${text}`).toContain(says);
  expect(visible(html).length).toBeGreaterThan(400);
});

describe("names of strangers", () => {
  const names = [
    "",
    "\uD83D",
    "a\u0000b",
    "\uFEFF\u200B",
    "'; DROP TABLE findings; --",
    "<!--",
    "]]>",
    "</title><script>alert(1)</script>",
    '<a href="https://evil.example/">here</a>',
    "https://evil.example/login",
    "mailto:a@evil.example www.evil.example javascript:alert(1)",
    "\u202Egnp.exe\r\nBcc: evil@evil.example",
    "=cmd|' /C calc'!A0",
    '"><img src=x onerror=alert(1)>',
  ];

  test.each([reader, japanese])("are text, make no link, and stay short ($locale)", async (who) => {
    for (const name of names) {
      const source = sampleSource({
        children: [sampleNode("ou-1", name), sampleNode("ou-2", name)],
        teamName: name,
        roots: [{ ...sampleNode("r-1", name), ...sampleSums(1, 1, 1) }],
        tenant: { ...sampleSource().tenant, name },
      });
      const { subject, html, text } = await composeDigest(source, { ...who, because: { teamName: name } });
      expect(subject).not.toMatch(/[\r\n\u0000-\u001f]/);
      expect(subject.length).toBeLessThan(300);
      expect(html).not.toMatch(/<(img|script|iframe|link|style|form|object|svg|meta http)/i);
      expect(html).not.toMatch(/<[^>]*\son[a-z]+=/i);
      expect(hrefs(html).every((href) => href.startsWith(`${publicUrl}/`))).toBe(true);
      expect(addresses(text).every((address) => address.startsWith(`${publicUrl}/`))).toBe(true);
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
  });

  test("of 64 kB in 300 OUs leave both parts together under 100 kB", async () => {
    const long = `<b>${"😀<i>&".repeat(11_000)}`;
    expect(Buffer.byteLength(long)).toBeGreaterThan(64_000);
    const children = Array.from({ length: 300 }, (_, index) =>
      sampleNode(`ou-${index}`, long, { sums: sampleSums(index % 7, index % 5, 1).sums }),
    );
    const roots = [{ ...sampleNode("r-1", long), ...sampleSums(1, 1, 1) }];
    for (const who of [reader, japanese]) {
      const source = sampleSource({ children, roots, tenant: { ...sampleSource().tenant, name: long } });
      const { subject, html, text } = await composeDigest(source, who);
      const bytes = Buffer.byteLength(html) + Buffer.byteLength(text) + Buffer.byteLength(subject);
      expect(bytes).toBeLessThan(100_000);
      expect(text).toMatch(/288 more rows|ほかに 288 行/);
    }
  });

  test("in the text part make no address either, as a mail program reads it", async () => {
    const source = sampleSource({ children: [sampleNode("ou-1", "https://evil.example/ a@evil.example")] });
    const { text } = await composeDigest(source, reader);
    const { textAsHtml } = await simpleParser(`Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`);
    expect(hrefs(textAsHtml ?? "").filter((href) => !href.startsWith(`${publicUrl}/`))).toEqual([]);
  });
});

describe("what changed it", () => {
  const [change] = sampleSource().changes ?? [];
  if (change === undefined) throw new Error("the sample has a change");
  const quiet = { nodeId: "r-1", causes: {}, flows: {}, moves: {} };
  const tiny = { met: 0.001, known: 0, total: 0 };
  const all = sampleSource().roots.map(({ sums }) => overallSum(sums));
  const everything = all.reduce(addDomainSums, emptyDomainSum);
  const nothing = { en: /Nothing changed\./, ja: /(?<!の)変化はありません。/ };
  const small = {
    en: /No cause moved the score by a tenth of a point\./,
    ja: /スコアを 0\.1 ポイント以上動かした要因はありません。/,
  };
  const cases: readonly { given: string; changes: readonly DigestChange[]; says: typeof nothing | null }[] = [
    { given: "no crawl", changes: [], says: nothing },
    { given: "crawls that changed nothing", changes: [quiet], says: nothing },
    { given: "events that weigh nothing", changes: [{ ...change, causes: {} }], says: small },
    { given: "only accounts that moved", changes: [{ ...quiet, moves: change.moves }], says: small },
    { given: "only findings that opened and were mended", changes: [{ ...quiet, flows: change.flows }], says: small },
    { given: "a cause below a tenth", changes: [{ ...quiet, causes: { resources: { network: tiny } } }], says: small },
    { given: "causes that weigh", changes: [change], says: null },
    {
      given: "no score before",
      changes: [{ ...change, causes: { joined: { network: everything } } }],
      says: null,
    },
  ];

  test.each(cases)("$given", async ({ changes, says }) => {
    for (const who of [reader, japanese]) {
      const { html, text } = await composeDigest(sampleSource({ changes }), who);
      for (const part of [visible(html), text]) {
        for (const words of [nothing, small]) expect(words[who.locale].test(part)).toBe(words === says);
      }
    }
  });

  test("without a score before, events are told all the same, in both parts", async () => {
    const changes = [{ ...change, causes: { joined: { network: everything } } }];
    const { html, text } = await composeDigest(sampleSource({ changes }), reader);
    for (const part of [visible(html), text]) {
      expect(part).toContain("There is no score of November 16, 2026 to compare with.");
      expect(part).toContain("1 account joined");
      expect(part).not.toMatch(/No cause|Nothing changed/);
    }
  });
});

test("a link elsewhere is refused, not mailed", async () => {
  await expect(
    composeDigest(sampleSource(), { ...reader, unsubscribeUrl: "https://evil.example/u/token" }),
  ).rejects.toThrow("its public address only");
});
