import { render } from "@react-email/render";
import type { DigestSource } from "@sekinin/db";
import { createElement } from "react";
import { DigestMail } from "./digest-mail.tsx";
import type { ComposedDigest, DigestReader } from "./digest-reader.ts";
import { digestText } from "./digest-text.ts";
import { digestView } from "./digest-view.ts";

/**
 * A digest as it is mailed, and as the page shows it before. Pure: what it says comes from the source alone. Stays under
 * 100 kB whatever the tree and its names are: rows are few and names are cut.
 */
export async function composeDigest(source: DigestSource, reader: DigestReader): Promise<ComposedDigest> {
  const view = digestView(source, reader);
  const html = await render(createElement(DigestMail, { view }));
  return { subject: view.subject, html, text: digestText(view) };
}
