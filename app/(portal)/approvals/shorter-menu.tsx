"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";

interface ShorterMenuProps {
  seconds: readonly number[];
  insteadOf: number;
  disabled: boolean;
  onApprove: (seconds: number) => void;
}

/** Opens as it appears: it takes the place of the button that was pressed. */
export function ShorterMenu({ seconds, insteadOf, disabled, onApprove }: ShorterMenuProps) {
  return (
    <Menu
      align="start"
      startsOpen
      trigger={
        <Button disabled={disabled}>
          Approve for shorter <ChevronDown aria-hidden />
        </Button>
      }
    >
      <MenuLabel>Instead of {formatDuration(insteadOf)}</MenuLabel>
      {seconds.map((each) => (
        <MenuItem key={each} onSelect={() => onApprove(each)}>
          {formatDuration(each)}
        </MenuItem>
      ))}
    </Menu>
  );
}
