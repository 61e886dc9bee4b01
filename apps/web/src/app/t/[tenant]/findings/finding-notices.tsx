import { Notice } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { FindingsPage } from "./read-findings-page.ts";

type Props = { ignored: readonly string[]; page: Extract<FindingsPage, { kind: "findings" }> };

/** What of the address was left out, and where a count was cut. */
export async function FindingNotices({ ignored, page }: Props) {
  const t = await getTranslations("findings");
  return (
    <>
      {ignored.length > 0 && <Notice kind="warning" title={t("ignored", { names: ignored.join(", ") })} />}
      {page.page?.isPlaceUnknown === true && <Notice kind="warning" title={t("placeUnknown")} />}
      {page.groups.isCapped && <Notice kind="information" title={t("capped")} />}
    </>
  );
}
