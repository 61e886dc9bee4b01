"use client";

import { CoverageMatrix, type CoverageMatrixProps } from "@sekinin/ui";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import styles from "./coverage.module.css";

/** The matrix with the router behind it: opening an OU changes the address without a full load. */
export function MatrixWithRouter(props: CoverageMatrixProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <div className={styles["grid"]} data-pending={isPending} aria-busy={isPending}>
      <CoverageMatrix
        {...props}
        onNavigate={(href) =>
          startTransition(() =>
            router.push(href, { scroll: !href.startsWith(`${props.base}?`) && href !== props.base }),
          )
        }
      />
    </div>
  );
}
