import { safeReturnPath } from "@sekinin/auth";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { publicAddress } from "../../server/public-address.ts";
import { findSignedIn } from "../../server/session.ts";
import { LanguageButtons } from "../../shell/preference-buttons.tsx";
import styles from "./sign-in.module.css";
import { SignInForm } from "./sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sign-in"))("title") };
}

type Props = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl } = await searchParams;
  const returnPath = safeReturnPath(typeof callbackUrl === "string" ? callbackUrl : null, publicAddress().origin);
  if ((await findSignedIn()) !== null) redirect(returnPath);
  const t = await getTranslations("sign-in");
  return (
    <main className={styles["page"]}>
      <div className={styles["panel"]}>
        <p className={styles["brand"]}>
          <span lang="ja" className={styles["kanji"]}>
            責任
          </span>
          <span lang="en">Sekinin</span>
        </p>
        <p className={styles["lead"]}>{t("lead")}</p>
        <h1 className="visually-hidden">{t("title")}</h1>
        <SignInForm returnPath={returnPath} />
        <noscript>{t("noScript")}</noscript>
        <p className={styles["help"]}>{t("help")}</p>
        <LanguageButtons />
      </div>
    </main>
  );
}
