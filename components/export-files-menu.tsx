"use client";

import type { ReactNode } from "react";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import type { ExportFile } from "./export-file.ts";

interface ExportFilesMenuProps {
  label: string;
  files: readonly ExportFile[];
  trigger: ReactNode;
}

/** Plain links: the browser itself saves what the server sends, whatever its length. The export itself becomes an event. */
export function ExportFilesMenu({ label, files, trigger }: ExportFilesMenuProps) {
  return (
    <Menu startsOpen trigger={trigger}>
      <MenuLabel>{label}</MenuLabel>
      {files.map(({ words, href }) => (
        <MenuItem key={words} asChild>
          <a href={href} download>
            {words}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
