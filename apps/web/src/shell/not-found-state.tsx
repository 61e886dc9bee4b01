import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { StatePage } from "./state-page.tsx";

/** What a page that does not exist, or is somebody else's, looks like: both the same. */
export async function NotFoundState() {
  const t = await getTranslations("states");
  return (
    <StatePage title={t("notFound.title")} text={t("notFound.text")}>
      <Link href="/" className="button">
        {t("home")}
      </Link>
    </StatePage>
  );
}

/** What somebody sees whose role lacks the permission. */
export async function ForbiddenState() {
  const t = await getTranslations("states");
  return (
    <StatePage title={t("forbidden.title")} text={t("forbidden.text")}>
      <Link href="/" className="button">
        {t("home")}
      </Link>
    </StatePage>
  );
}
