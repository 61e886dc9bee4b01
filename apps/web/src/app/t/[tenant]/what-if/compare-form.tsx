import type { DraftSummary } from "@sekinin/db";
import { getTranslations } from "next-intl/server";
import styles from "./what-if.module.css";

type Props = {
  readonly tenant: string;
  readonly drafts: readonly DraftSummary[];
  readonly chosen?: { readonly a: string; readonly b: string };
};

/** Which two drafts; the comparison is an address of its own. */
export async function CompareForm({ tenant, drafts, chosen }: Props) {
  const t = await getTranslations("what-if.compare");
  if (drafts.length < 2) return <p className={styles["soft"]}>{t("two")}</p>;
  const options = drafts.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
  return (
    <form method="get" action={`/t/${tenant}/what-if/compare`} className={styles["row"]}>
      <label>
        <span>{t("first")}</span>
        <select name="a" defaultValue={chosen?.a ?? drafts[1]?.id}>
          {options}
        </select>
      </label>
      <label>
        <span>{t("second")}</span>
        <select name="b" defaultValue={chosen?.b ?? drafts[0]?.id}>
          {options}
        </select>
      </label>
      <button type="submit">{t("show")}</button>
    </form>
  );
}
