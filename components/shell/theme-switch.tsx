"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useState } from "react";
import { Segmented } from "#components/ui/segmented.tsx";
import type { Theme } from "./theme.ts";
import { parseTheme, themeCookie } from "./theme.ts";

const YEAR_S = 365 * 24 * 3600;

function choose(theme: Theme): void {
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${YEAR_S}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Kept in a cookie that the server reads, so the first paint is already right and no script is needed for it. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const name = useId();
  const [chosen, setChosen] = useState(theme);
  return (
    <Segmented
      name={name}
      label="Appearance"
      look="joined"
      value={chosen}
      onValueChange={(value) => {
        const next = parseTheme(value);
        choose(next);
        setChosen(next);
      }}
      segments={[
        { value: "system", label: <Monitor aria-hidden />, name: "As the system" },
        { value: "light", label: <Sun aria-hidden />, name: "Light" },
        { value: "dark", label: <Moon aria-hidden />, name: "Dark" },
      ]}
    />
  );
}
