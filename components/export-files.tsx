"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { ExportFile } from "./export-file.ts";
import { useOnDemand } from "#components/ui/use-on-demand.ts";

interface ExportFilesProps {
  /** What is saved: "The whole record, oldest first". */
  label: string;
  files: readonly ExportFile[];
  disabled?: boolean | undefined;
}

const loadMenu = () => import("./export-files-menu.tsx").then((module) => module.ExportFilesMenu);

/** Saves what is shown as a file. The menu's library is loaded when somebody reaches for it. */
export function ExportFiles({ label, files, disabled }: ExportFilesProps) {
  const { Loaded, prepare, demand } = useOnDemand(loadMenu);
  const button = (
    <Button
      size="sm"
      aria-label="Export"
      aria-haspopup="menu"
      disabled={disabled}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={Loaded ? undefined : demand}
    >
      <Download aria-hidden />
      <span className="max-sm:hidden">Export</span>
    </Button>
  );
  return Loaded ? <Loaded label={label} files={files} trigger={button} /> : button;
}
