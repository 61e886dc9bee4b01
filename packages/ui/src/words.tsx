import { Fragment, type ReactNode } from "react";

/** A sentence of ours in which backticks mark what is typed or named exactly. */
export function Words({ children }: { readonly children: string }): ReactNode {
  return children.split("`").map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <code key={key}>{part}</code> : <Fragment key={key}>{part}</Fragment>;
  });
}
