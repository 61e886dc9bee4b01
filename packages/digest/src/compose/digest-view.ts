import type { DigestNode, DigestSource, Locale } from "@sekinin/db";
import { type Cell, cellOf, overallSum } from "@sekinin/posture";
import {
  controlById,
  domainTitles,
  responsibilityDomains,
  type UnreadCode,
  unreadTexts,
} from "@sekinin/responsibility";
import { type CellColours, cellColours, wholePercent } from "./cell-colour.ts";
import { type DigestFacts, digestFacts } from "./digest-facts.ts";
import { digestLinks } from "./digest-links.ts";
import type { DigestReader } from "./digest-reader.ts";
import type { MailTexts } from "./mail-texts.ts";
import { plainName } from "./plain-name.ts";
import { mailTexts } from "./texts.ts";

/** A link of a mail; `href` is always below the public address. */
export type MailLink = { readonly label: string; readonly href: string };

/** One cell: the number comes first, what is known of it second. */
export type ViewCell = CellColours & { readonly value: string; readonly note: string | null };

/** Everything that both parts of a digest say, in words of its language, in the order in which they say it. */
export type DigestView = {
  readonly locale: Locale;
  readonly subject: string;
  readonly title: string;
  readonly score: { readonly value: string | null; readonly words: string };
  readonly known: string | null;
  readonly change: string;
  readonly causes: {
    readonly title: string;
    readonly lines: readonly (readonly [string, string])[];
    readonly none: string;
  };
  readonly events: readonly string[];
  readonly heatmap: {
    readonly title: string;
    readonly head: readonly string[];
    readonly rows: readonly { readonly name: string; readonly cells: readonly ViewCell[] }[];
    readonly more: string | null;
    readonly legend: string;
  };
  readonly unread: { readonly title: string; readonly lines: readonly string[] };
  readonly todo: {
    readonly title: string;
    readonly items: readonly { readonly title: string; readonly gain: string; readonly link: MailLink }[];
    readonly none: string;
  };
  readonly freshness: string;
  readonly links: readonly MailLink[];
  readonly why: string;
  readonly settings: MailLink;
  readonly stop: MailLink;
};

const mostCauses = 6;
const mostReasons = 5;
const tenthOfPoint = 0.0005;

/** 100 times a share with its sign and one digit, `+3.1`. */
export function pointsOf(share: number): string {
  const rounded = Math.round(share * 1_000) / 10;
  const sign = rounded > 0 ? "+" : rounded < 0 ? "\u2212" : "\u00b1";
  return `${sign}${Math.abs(rounded).toFixed(1)}`;
}

function aboutOf(source: DigestSource, texts: MailTexts): string {
  const tenant = plainName(source.tenant.name);
  if (source.teamName !== null) return `${tenant} / ${plainName(source.teamName)}`;
  const [first] = source.roots;
  if (source.scopeKind === "organization" || first === undefined) return tenant;
  return `${tenant} / ${texts.nodes(plainName(first.name), source.roots.length - 1)}`;
}

function cellView(cell: Cell, texts: MailTexts): ViewCell {
  const colours = cellColours(cell);
  const { score, knownShare } = cell;
  if (knownShare === null) return { ...colours, value: "\u2013", note: null };
  if (score === null) return { ...colours, value: "?", note: texts.unknownCell };
  const known = wholePercent(knownShare);
  return {
    ...colours,
    value: String(wholePercent(score)),
    note: known === 100 ? null : texts.knownCell(`${known}%`),
  };
}

function rowView({ name, sums }: Pick<DigestNode, "name" | "sums">, texts: MailTexts) {
  const cells = [overallSum(sums), ...responsibilityDomains.map((domain) => sums[domain])];
  return { name: plainName(name), cells: cells.map((sum) => cellView(cellOf(sum), texts)) };
}

function changeWords(source: DigestSource, { change }: DigestFacts, locale: Locale, texts: MailTexts): string {
  if (source.changes === null) return texts.teamState;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: source.tenant.zone }).format(source.since);
  if (change === null) return texts.noComparison(day);
  return Math.abs(change.score) < tenthOfPoint ? texts.sinceSame(day) : texts.since(pointsOf(change.score), day);
}

function causeLines({ change }: DigestFacts, texts: MailTexts): (readonly [string, string])[] {
  const weight = ({ score, knownShare }: { score: number; knownShare: number }) =>
    Math.max(Math.abs(score), Math.abs(knownShare) / 10);
  return [...(change?.parts ?? [])]
    .filter(({ score, knownShare }) => Math.max(Math.abs(score), Math.abs(knownShare)) >= tenthOfPoint)
    .sort((left, right) => weight(right) - weight(left))
    .slice(0, mostCauses)
    .map(({ cause, score, knownShare }) => {
      const known = Math.abs(knownShare) < tenthOfPoint ? [] : [texts.knownPoints(pointsOf(knownShare))];
      return [texts.causes[cause], [texts.points(pointsOf(score)), ...known].join(" / ")] as const;
    });
}

/** Said where no cause is listed; empty where there is nothing to compare with, which is said above. */
function noCauseWords({ change, isQuiet }: DigestFacts, texts: MailTexts): string {
  if (change === null) return "";
  return isQuiet ? texts.causesNone : texts.causesSmall;
}

function eventLines({ flows, moves }: DigestFacts, texts: MailTexts): string[] {
  const lines: readonly (readonly [number, string])[] = [
    [flows.opened + flows.reopened, texts.opened(flows.opened + flows.reopened)],
    [flows.mended, texts.mended(flows.mended)],
    [flows.gone, texts.gone(flows.gone)],
    [moves.joined, texts.joined(moves.joined)],
    [moves.left, texts.left(moves.left)],
    [moves.movedIn + moves.movedOut, texts.moved(moves.movedIn, moves.movedOut)],
    [moves.lostSight, texts.lostSight(moves.lostSight)],
    [moves.seenAgain, texts.seenAgain(moves.seenAgain)],
  ];
  return lines.filter(([count]) => count > 0).map(([, words]) => words);
}

function isUnreadCode(code: string): code is UnreadCode {
  return Object.hasOwn(unreadTexts, code);
}

function unreadLines(source: DigestSource, { overall }: DigestFacts, locale: Locale, texts: MailTexts): string[] {
  const lines = source.unread.slice(0, mostReasons).map(({ code, accounts }) => {
    const reason = isUnreadCode(code) ? unreadTexts[code].label[locale] : texts.unknownCell;
    return texts.unreadAccounts(reason, accounts);
  });
  if (overall.unknownDuties > 0) lines.push(texts.unknownDuties(overall.unknownDuties));
  if (source.missingNodes > 0) lines.push(texts.missingNodes(source.missingNodes));
  return lines.length === 0 ? [texts.unreadNone] : lines;
}

function freshnessWords({ crawledAt, tenant }: DigestSource, locale: Locale, texts: MailTexts): string {
  if (crawledAt === null) return texts.neverCrawled;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: tenant.zone });
  return texts.freshness(`${format.format(crawledAt)} (${tenant.zone})`);
}

/** The words of a digest. Pure: the same source and reader give the same view. */
export function digestView(source: DigestSource, reader: DigestReader): DigestView {
  const { locale } = reader;
  const texts = mailTexts[locale];
  const facts = digestFacts(source);
  const links = digestLinks(source, reader);
  const about = aboutOf(source, texts);
  const overall = cellOf(facts.overall);
  const score = overall.score === null ? null : `${wholePercent(overall.score)}%`;
  const isMoved = facts.change !== null && Math.abs(facts.change.score) >= tenthOfPoint;
  const tenant = plainName(source.tenant.name);
  const { because } = reader;
  return {
    locale,
    subject: texts.subject(about, score, isMoved && facts.change !== null ? pointsOf(facts.change.score) : null),
    title: texts.title(about),
    score: { value: score, words: score === null ? texts.noScore : texts.scoreWords },
    known: overall.knownShare === null ? null : texts.known(`${wholePercent(overall.knownShare)}%`),
    change: changeWords(source, facts, locale, texts),
    causes: {
      title: texts.causesTitle,
      lines: causeLines(facts, texts),
      none: noCauseWords(facts, texts),
    },
    events: eventLines(facts, texts),
    heatmap: {
      title: texts.heatmapTitle,
      head: [texts.node, texts.all, ...responsibilityDomains.map((domain) => domainTitles[domain][locale])],
      rows: [rowView({ name: about, sums: facts.sums }, texts), ...facts.rows.map((node) => rowView(node, texts))],
      more: facts.hidden > 0 ? texts.hidden(facts.hidden) : null,
      legend: texts.legend,
    },
    unread: { title: texts.unreadTitle, lines: unreadLines(source, facts, locale, texts) },
    todo: {
      title: texts.todoTitle,
      items: facts.todo.map(({ controlId, failingAccounts, failed, gain }) => ({
        title: controlById(controlId)?.title[locale] ?? plainName(controlId),
        gain: texts.todoGain(failingAccounts, failed, pointsOf(gain)),
        link: { label: texts.howToMend, href: links.control(controlId) },
      })),
      none: texts.todoNone,
    },
    freshness: freshnessWords(source, locale, texts),
    links: [
      links.findings === null
        ? { label: texts.openOverview, href: links.overview }
        : { label: texts.openFindings, href: links.findings },
      { label: texts.openHeatmap, href: links.heatmap },
    ],
    why: because === "own-subscription" ? texts.whyOwn(tenant) : texts.whyTeam(tenant, plainName(because.teamName)),
    settings: { label: texts.settings, href: links.settings },
    stop: { label: texts.stop, href: links.stop },
  };
}
