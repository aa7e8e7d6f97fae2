import { Stat } from "#components/ui/stat.tsx";
import { formatChange, formatValue } from "#core/domain/report/format-value.ts";
import type { Figure } from "#core/domain/report/report.ts";

/** A figure against the window before: green where the change is good news, amber where it is not. */
export function ReportFigure({ figure }: { figure: Figure }) {
  const { label, unit, value, before } = figure;
  return (
    <Stat
      label={label}
      value={formatValue(unit, value)}
      detail={formatChange(unit, value, before) ?? "nothing to compare with"}
      tone={toneOf(figure)}
    />
  );
}

const toneOf = ({ value, before, better }: Figure): "live" | "waning" | undefined => {
  if (value === null || before === null || value === before || better === "neither") return undefined;
  return value > before === (better === "more") ? "live" : "waning";
};
