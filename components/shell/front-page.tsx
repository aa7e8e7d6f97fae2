import type { ReactNode } from "react";
import { Logo } from "./logo.tsx";

/** A page for whoever is not signed in here: one narrow column, and whose it is. */
export function FrontPage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-10">
      <div className="flex items-center gap-2.5 text-lg font-semibold">
        <Logo />
        Lapse
      </div>
      {children}
    </main>
  );
}
