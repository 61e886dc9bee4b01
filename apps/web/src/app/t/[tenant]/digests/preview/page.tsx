import { Failure } from "@sekinin/config";
import { EmptyState, Figures, formatInstant, formatNumber, PageBody, PageHeader, Section } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { previewQuery } from "../digest-input.ts";
import styles from "../digests.module.css";
import { type Preview, readPreview } from "./read-preview.ts";

type Search = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ tenant: string }>; searchParams: Promise<Search> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("digests.previewPage"))("title") };
}

export default async function PreviewPage({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "digest:subscribe");
  const search = await searchParams;
  const preview = await readPreview(context, search).catch((error: unknown) => {
    if (error instanceof Failure && error.code === "not-found") notFound();
    throw error;
  });
  const t = await getTranslations("digests.previewPage");
  return (
    <PageBody narrow>
      <PageHeader
        title={t("title")}
        path={<Link href={`/t/${context.tenant.slug}/digests`}>{t("back")}</Link>}
        facts={<p className={styles["soft"]}>{t("lead")}</p>}
      />
      {preview.kind === "mail" ? (
        <Mail context={context} preview={preview} query={previewQuery(search)} />
      ) : (
        <EmptyState title={t(preview.kind)}>{t(`${preview.kind}Text`)}</EmptyState>
      )}
    </PageBody>
  );
}

type MailProps = {
  readonly context: TenantContext;
  readonly preview: Extract<Preview, { kind: "mail" }>;
  readonly query: string;
};

async function Mail({ context, preview, query }: MailProps) {
  const t = await getTranslations("digests.previewPage");
  const { locale, tenant } = context;
  const { mail, since, bytes } = preview;
  return (
    <>
      <Figures
        items={[
          { label: t("subject"), value: mail.subject },
          { label: t("since"), value: formatInstant(since, { locale, zone: tenant.zone }) },
          {
            label: t("size"),
            value: t("sizeOf", { size: formatNumber(Math.ceil(bytes / 1000), locale) }),
          },
        ]}
      />
      <Section title={t("html")}>
        {/* The endpoint's own policy and the sandbox: nothing of the mail runs, and it is nobody's origin. */}
        <iframe
          className={styles["frame"]}
          title={t("frame")}
          src={`/api/t/${tenant.slug}/digests/preview?${query}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      </Section>
      <Section title={t("text")}>
        <pre className={styles["text"]}>{mail.text}</pre>
      </Section>
    </>
  );
}
