import type { DigestView, MailLink } from "./digest-view.ts";

const linkLines = ({ label, href }: MailLink) => `${label}:\n${href}`;

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `== ${title} ==`, ...lines];
}

/** A row of the heatmap as lines: a table of ten columns breaks in most programs that show plain text. */
function rowLines(head: readonly string[], { name, cells }: DigestView["heatmap"]["rows"][number]): string[] {
  const values = cells.map(({ value, note }, column) => {
    const known = note === null ? "" : ` (${note})`;
    return `${head[column + 1] ?? ""}: ${value}${known}`;
  });
  return [`- ${name}`, `  ${values.join(" | ")}`];
}

/** The text part: says the same as the HTML part, in the same order. */
export function digestText(view: DigestView): string {
  const { heatmap, todo, causes } = view;
  const score = [view.score.value, view.score.words].filter((text) => text !== null).join(" ");
  const changes = causes.lines.map(([cause, value]) => `- ${cause}: ${value}`);
  const lines = [
    view.title,
    "",
    score,
    view.change,
    ...(view.known === null ? [] : [view.known]),
    ...part(causes.title, [
      ...(changes.length === 0 && causes.none !== "" ? [causes.none] : changes),
      ...view.events.map((event) => `- ${event}`),
    ]),
    ...part(heatmap.title, [
      ...heatmap.rows.flatMap((row) => rowLines(heatmap.head, row)),
      ...(heatmap.more === null ? [] : [heatmap.more]),
      heatmap.legend,
    ]),
    ...part(
      todo.title,
      todo.items.length === 0
        ? [todo.none]
        : todo.items.flatMap(({ title, gain, link }, index) => [
            `${index + 1}. ${title}`,
            `   ${gain}`,
            `   ${link.href}`,
          ]),
    ),
    ...part(
      view.unread.title,
      view.unread.lines.map((line) => `- ${line}`),
    ),
    "",
    view.freshness,
    "",
    ...view.links.map(linkLines),
    "",
    "--",
    view.why,
    linkLines(view.settings),
    linkLines(view.stop),
  ];
  return `${lines.join("\n")}\n`;
}
