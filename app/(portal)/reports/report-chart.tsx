"use client";

import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatValue } from "#core/domain/report/format-value.ts";
import { niceSteps } from "#core/domain/report/nice-steps.ts";
import type { Picture, Tone } from "#core/domain/report/report.ts";

const fills: Readonly<Record<Tone, string>> = {
  accent: "var(--accent)",
  live: "var(--live)",
  waning: "var(--waning)",
  danger: "var(--danger)",
  // Three times as light, or dark, as what it is drawn on (WCAG 1.4.11).
  quiet: "var(--faint)",
};
const tick = { fill: "var(--faint)", fontSize: 12 };
const tip = {
  background: "var(--surface)",
  border: "1px solid var(--line)",
  borderRadius: 6,
  color: "var(--text)",
  fontSize: 12,
};
const day = /^\d{4}-(\d\d-\d\d)$/;

/** One picture of a report. The rows beneath say the same to those who cannot see it. */
export function ReportChart({ picture, small }: { picture: Picture; small: boolean }) {
  const { form, unit, categories, series, line } = picture;
  const rows = categories.map((category, at) => ({
    category,
    ...Object.fromEntries(series.map(({ values }, index) => [`s${index}`, values[at] ?? 0])),
  }));
  const words = (value: unknown) => formatValue(unit, Number(value));
  const stacked = form === "columns";
  // A little beyond the longest, and beyond the line that they are held against.
  const steps = niceSteps(Math.max(line?.value ?? 0, ...series.flatMap(({ values }) => values)) * 1.1, 4);
  const value = {
    type: "number" as const,
    allowDecimals: unit === "ms" || unit === "share",
    tickFormatter: words,
    tick,
    tickLine: false,
    ...(line ? { ticks: [...steps], domain: [0, steps.at(-1) ?? 1] } : {}),
  };
  const category = { type: "category" as const, dataKey: "category", tick, tickLine: false };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={rows}
        layout={stacked ? "horizontal" : "vertical"}
        margin={{ top: line ? 16 : 4, right: 12, bottom: 0, left: stacked ? -18 : 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={!stacked} horizontal={stacked} stroke="var(--line)" />
        {stacked ? (
          <XAxis
            {...category}
            tickFormatter={(text: string) => day.exec(text)?.[1] ?? text}
            stroke="var(--line-strong)"
            minTickGap={16}
          />
        ) : (
          <XAxis {...value} stroke="var(--line-strong)" />
        )}
        {stacked ? (
          <YAxis {...value} axisLine={false} />
        ) : (
          <YAxis {...category} width={small ? 72 : 112} axisLine={false} tick={{ fill: "var(--text)", fontSize: 12 }} />
        )}
        <Tooltip contentStyle={tip} cursor={{ fill: "var(--sunken)" }} formatter={words} isAnimationActive={false} />
        {small ? null : (
          <Legend
            formatter={(name) => <span className="text-muted">{String(name)}</span>}
            itemSorter={null}
            iconType="circle"
            iconSize={8}
            wrapperStyle={{ fontSize: 12 }}
          />
        )}
        {line === undefined ? null : (
          <ReferenceLine
            x={line.value}
            stroke="var(--danger)"
            strokeDasharray="4 3"
            label={{
              value: `${line.label} ${words(line.value)}`,
              position: "top",
              fill: "var(--danger)",
              fontSize: 12,
            }}
          />
        )}
        {series.map(({ name, tone }, index) => (
          <Bar
            key={name}
            dataKey={`s${index}`}
            name={name}
            fill={fills[tone]}
            isAnimationActive={false}
            maxBarSize={stacked ? 28 : 14}
            // A line of the ground tells two parts from each other also for those who see their colours as one.
            {...(stacked ? { stackId: "all", stroke: "var(--surface)", strokeWidth: 1 } : {})}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
