"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew every few seconds while something runs; not in a tab that nobody sees. */
export function RefreshEvery({ seconds }: { readonly seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
