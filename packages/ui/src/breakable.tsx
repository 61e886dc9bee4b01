import { Fragment, type ReactNode } from "react";

/**
 * A short label that may break only where a reader would: in Japanese after the particle "と", never inside a word.
 * Goes with `word-break: keep-all`.
 */
export function Breakable({ children }: { readonly children: string }): ReactNode {
  return breakableParts(children).map((part, index) => (
    <Fragment key={part}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** "ログと検知" as "ログと", "検知"; a space before the particle does not break. */
export function breakableParts(label: string): string[] {
  return label.replace(/ (?=と)/g, "\u00a0").split(/(?<=と)(?=.)/u);
}
