// tsx reads no package's tsconfig but that of the folder it runs in, so that the file itself says how its JSX is meant.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
import { Body, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from "@react-email/components";
import type { ReactNode } from "react";
import type { DigestView, ViewCell } from "./digest-view.ts";
import { linkStyle, mailStyles as styles } from "./mail-styles.ts";

function Cell({ cell }: { readonly cell: ViewCell }) {
  // `bgcolor` beside the style: some mail programs know only the one, some only the other.
  return (
    <td
      align="center"
      {...{ bgcolor: cell.background }}
      style={{ ...styles.cell, backgroundColor: cell.background, color: cell.text }}
    >
      {cell.value}
      {cell.note === null ? null : <div style={styles.note}>{cell.note}</div>}
    </td>
  );
}

function Heatmap({ heatmap }: Pick<DigestView, "heatmap">) {
  return (
    <>
      <table cellPadding={4} cellSpacing={2} style={styles.table}>
        <thead>
          <tr>
            {heatmap.head.map((title, column) => (
              <th key={title} scope="col" align={column === 0 ? "left" : "center"} style={styles.head}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heatmap.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two OUs may have one name, and nothing is ever reordered.
            <tr key={index}>
              <th scope="row" align="left" style={styles.rowHead}>
                <bdi>{row.name}</bdi>
              </th>
              {row.cells.map((cell, column) => (
                <Cell key={heatmap.head[column + 1] ?? column} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {heatmap.more === null ? null : <Text style={styles.text}>{heatmap.more}</Text>}
      <Text style={styles.small}>{heatmap.legend}</Text>
    </>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul style={styles.list}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Section>
      <Heading as="h2" style={styles.h2}>
        {title}
      </Heading>
      {children}
    </Section>
  );
}

function Changes({ causes, events }: Pick<DigestView, "causes" | "events">) {
  if (causes.lines.length === 0 && causes.none === "" && events.length === 0) return null;
  return (
    <Part title={causes.title}>
      {causes.lines.length === 0 ? (
        causes.none !== "" && <Text style={styles.text}>{causes.none}</Text>
      ) : (
        <table cellPadding={2} cellSpacing={0} style={styles.table}>
          <tbody>
            {causes.lines.map(([cause, value]) => (
              <tr key={cause}>
                <th scope="row" align="left" style={styles.plain}>
                  {cause}
                </th>
                <td align="right" style={styles.plain}>
                  {value}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {events.length === 0 ? null : <Lines lines={events} />}
    </Part>
  );
}

function Todo({ todo }: Pick<DigestView, "todo">) {
  return (
    <Part title={todo.title}>
      {todo.items.length === 0 ? <Text style={styles.text}>{todo.none}</Text> : null}
      {todo.items.map(({ title, gain, link }, index) => (
        <Text key={link.href} style={styles.text}>
          <strong>
            {index + 1}. {title}
          </strong>
          <br />
          {gain}
          <br />
          <Link href={link.href} style={linkStyle}>
            {link.label}
          </Link>
        </Text>
      ))}
    </Part>
  );
}

function Foot({ why, settings, stop }: Pick<DigestView, "why" | "settings" | "stop">) {
  return (
    <>
      <Hr style={styles.line} />
      <Text style={styles.small}>
        {why}
        <br />
        <Link href={settings.href} style={linkStyle}>
          {settings.label}
        </Link>
        <br />
        <Link href={stop.href} style={linkStyle}>
          {stop.label}
        </Link>
      </Text>
    </>
  );
}

/** The HTML part. Text and tables only: no image, no script, no style sheet, nothing that is fetched. */
export function DigestMail({ view }: { readonly view: DigestView }) {
  return (
    <Html lang={view.locale}>
      <Head>
        <title>{view.title}</title>
      </Head>
      <Body style={styles.body}>
        <Preview>{view.change}</Preview>
        <Container style={styles.container}>
          <Heading as="h1" style={styles.h1}>
            {view.title}
          </Heading>
          <Text style={styles.score}>
            {view.score.value === null ? null : <strong style={styles.value}>{view.score.value}</strong>}{" "}
            {view.score.words}
          </Text>
          <Text style={styles.text}>
            {view.change}
            {view.known === null ? null : (
              <>
                <br />
                {view.known}
              </>
            )}
          </Text>
          <Changes causes={view.causes} events={view.events} />
          <Part title={view.heatmap.title}>
            <Heatmap heatmap={view.heatmap} />
          </Part>
          <Todo todo={view.todo} />
          <Part title={view.unread.title}>
            <Lines lines={view.unread.lines} />
          </Part>
          <Text style={styles.text}>{view.freshness}</Text>
          <Text style={styles.text}>
            {view.links.map(({ label, href }) => (
              <span key={href}>
                <Link href={href} style={linkStyle}>
                  {label}
                </Link>
                <br />
              </span>
            ))}
          </Text>
          <Foot why={view.why} settings={view.settings} stop={view.stop} />
        </Container>
      </Body>
    </Html>
  );
}
