import type { SignedIn } from "@sekinin/auth";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ActionForm } from "./action-form.tsx";
import { signOut } from "./actions.ts";
import { PopoverMenu } from "./popover-menu.tsx";
import { LanguageButtons, ThemeButtons } from "./preference-buttons.tsx";
import styles from "./shell.module.css";

/** Who is signed in, language, appearance, the way to the profile and out. */
export async function UserMenu({ user }: { readonly user: SignedIn }) {
  const t = await getTranslations("shell");
  return (
    <>
      <button
        type="button"
        className={styles["userButton"]}
        popoverTarget="user-menu"
        data-kind="quiet"
        aria-label={t("userMenu", { name: user.name })}
      >
        <span className={styles["userName"]}>{user.name}</span>
        <span aria-hidden="true" className={styles["caret"]} />
      </button>
      <PopoverMenu id="user-menu" className={styles["userMenu"]}>
        <p className={styles["menuTitle"]}>{user.email}</p>
        <Link href="/profile" className={styles["menuItem"]}>
          {t("profile")}
        </Link>
        <div className={styles["menuGroup"]}>
          <LanguageButtons />
          <ThemeButtons />
        </div>
        <ActionForm action={signOut}>
          <button data-kind="quiet" className={styles["menuItem"]}>
            {t("signOut")}
          </button>
        </ActionForm>
      </PopoverMenu>
    </>
  );
}
