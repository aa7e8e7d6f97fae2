"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { type AuditFilter, filterText } from "./audit-filter.ts";

const formats = [
  { format: "csv", label: "CSV, for a spreadsheet" },
  { format: "jsonl", label: "JSON, one event a line" },
] as const;

/** Plain links: the browser streams to the disk whatever the length. The export itself becomes an event. */
export function ExportMenu({ filter }: { filter: AuditFilter }) {
  const isLimited = filterText(filter) !== "";
  return (
    <Menu
      trigger={
        <Button size="sm" aria-label="Export">
          <Download aria-hidden />
          <span className="max-sm:hidden">Export</span>
        </Button>
      }
    >
      <MenuLabel>{isLimited ? "What is shown, oldest first" : "The whole record, oldest first"}</MenuLabel>
      {formats.map(({ format, label }) => (
        <MenuItem key={format} asChild>
          <a href={`/api/v1/audit/export?${filterText(filter, { format })}`} download={`lapse-audit.${format}`}>
            {label}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
