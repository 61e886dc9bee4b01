"use client";

import { Heatmap, type HeatmapProps } from "@sekinin/ui";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import styles from "./heatmap.module.css";

/** The heatmap with the router behind it: opening and sorting change the address without a full load. */
export function HeatmapWithRouter(props: HeatmapProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <div className={styles["grid"]} data-pending={isPending} aria-busy={isPending}>
      <Heatmap {...props} onNavigate={(href) => startTransition(() => router.push(href, { scroll: false }))} />
    </div>
  );
}
