// tsx reads no package's tsconfig but that of the folder it runs in, so that the file itself says how its JSX is meant.
/** @jsxRuntime automatic */
/** @jsxImportSource react */
import { Body, Container, Head, Heading, Html, Link, Text } from "@react-email/components";
import { render } from "@react-email/render";
import type { Locale } from "@sekinin/db";
import type { ComposedDigest } from "./digest-reader.ts";
import { linkStyle, mailStyles as styles } from "./mail-styles.ts";
import { plainName } from "./plain-name.ts";
import { mailTexts } from "./texts.ts";

/** What a mail that asks an address is composed from. */
export type ConfirmationAsked = {
  readonly locale: Locale;
  readonly tenantName: string;
  readonly teamName: string;
  /** `<public address>/confirm/<token>`. */
  readonly confirmUrl: string;
};

/** The mail that asks a team's address. Nothing in it was chosen by a stranger but two short names. */
export async function composeConfirmation(asked: ConfirmationAsked): Promise<ComposedDigest> {
  const texts = mailTexts[asked.locale];
  const [tenant, team] = [plainName(asked.tenantName), plainName(asked.teamName)];
  const why = texts.confirmText(tenant, team);
  const html = await render(
    <Html lang={asked.locale}>
      <Head>
        <title>{texts.confirmTitle}</title>
      </Head>
      <Body style={styles.body}>
        <Container style={styles.container}>
          <Heading as="h1" style={styles.h1}>
            {texts.confirmTitle}
          </Heading>
          <Text style={styles.text}>{why}</Text>
          <Text style={styles.text}>
            <Link href={asked.confirmUrl} style={linkStyle}>
              {texts.confirmLink}
            </Link>
          </Text>
          <Text style={styles.small}>{texts.confirmElse}</Text>
        </Container>
      </Body>
    </Html>,
  );
  const text = [texts.confirmTitle, "", why, "", `${texts.confirmLink}:`, asked.confirmUrl, "", texts.confirmElse, ""];
  return { subject: texts.confirmSubject(tenant), html, text: text.join("\n") };
}
