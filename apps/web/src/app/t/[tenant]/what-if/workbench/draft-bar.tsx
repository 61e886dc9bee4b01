import { Notice } from "@sekinin/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DraftState, isUnsaved } from "../draft-state.ts";
import styles from "../what-if.module.css";
import type { useSave } from "./use-save.ts";

type Props = {
  readonly tenant: string;
  readonly draftId: string;
  readonly state: DraftState;
  readonly name: string;
  readonly savedName: string;
  readonly canEdit: boolean;
  /** Why it cannot be saved as it stands. */
  readonly isHeld: boolean;
  readonly saving: ReturnType<typeof useSave>;
  readonly onName: (name: string) => void;
  readonly onStep: (step: { readonly kind: "undo" | "redo" }) => void;
};

/** The draft's name, whether it is saved, back and forth, and what can be taken along. */
export function DraftBar(props: Props) {
  const { tenant, draftId, state, name, savedName, canEdit, isHeld, saving, onName, onStep } = props;
  const t = useTranslations("what-if.bar");
  const isChanged = isUnsaved(state) || name !== savedName;
  const isBusy = saving.state.kind === "saving";
  const canSave = canEdit && isChanged && !isHeld && !isBusy && name.trim() !== "";
  const save = () => canSave && saving.save({ name, version: state.saved.version, operations: state.operations });
  const file = (format: string) => `/api/t/${tenant}/what-if/drafts/${draftId}/export?format=${format}`;
  return (
    <>
      <div className={styles["bar"]}>
        <label>
          <span className="visually-hidden">{t("name")}</span>
          <input
            value={name}
            maxLength={200}
            readOnly={!canEdit}
            autoComplete="off"
            onChange={(event) => onName(event.currentTarget.value)}
          />
        </label>
        {canEdit && (
          <>
            <button type="button" data-kind="primary" aria-disabled={!canSave} onClick={save}>
              {t("save")}
            </button>
            <button type="button" aria-disabled={state.past.length === 0} onClick={() => onStep({ kind: "undo" })}>
              {t("undo")}
            </button>
            <button type="button" aria-disabled={state.future.length === 0} onClick={() => onStep({ kind: "redo" })}>
              {t("redo")}
            </button>
          </>
        )}
        <output className={styles["soft"]}>
          {isBusy ? t("saving") : isChanged ? t("unsaved") : t("saved", { version: state.saved.version })}
        </output>
        <nav className={styles["exports"]} aria-label={t("exports")}>
          <span className={styles["soft"]}>{t("exports")}</span>
          {(["json", "cloudformation", "terraform"] as const).map((format) => (
            <a key={format} href={file(format)} download>
              {t(`formats.${format}`)}
            </a>
          ))}
          {isChanged && <span className={styles["soft"]}>{t("exportsSaved")}</span>}
        </nav>
      </div>
      {isHeld && isChanged && <Notice kind="warning" title={t("held")} live />}
      <SaveTrouble {...props} />
    </>
  );
}

function SaveTrouble({ tenant, state, name, saving }: Props) {
  const t = useTranslations("what-if.bar");
  const router = useRouter();
  const { state: saved, saveAs } = saving;
  if (saved.kind === "failed") {
    return (
      <Notice kind="danger" title={t("failed")} live>
        {saved.text === "" ? t("offline") : saved.text}
      </Notice>
    );
  }
  if (saved.kind !== "conflict") return null;
  const keepMine = async () => {
    const { organizationId } = state.base;
    const id = await saveAs({
      organizationId,
      name: t("copyName", { name }).slice(0, 200),
      operations: state.operations,
    });
    if (id !== null) router.push(`/t/${tenant}/what-if/${id}`);
  };
  return (
    <Notice
      kind="warning"
      title={saved.text}
      live
      action={
        <button type="button" onClick={keepMine}>
          {t("keepMine")}
        </button>
      }
    >
      {t("conflict")}
    </Notice>
  );
}
