"use client";

import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Day } from "./report-rows.ts";

const series = [
  { key: "automatic", name: "by policy", fill: "var(--live)" },
  { key: "approved", name: "approved", fill: "var(--accent)" },
  { key: "denied", name: "denied", fill: "var(--danger)" },
  { key: "lapsed", name: "lapsed", fill: "var(--waning)" },
] as const;

const tick = { fill: "var(--faint)", fontSize: 12 };
const tip = {
  background: "var(--surface)",
  border: "1px solid var(--line)",
  borderRadius: 6,
  color: "var(--text)",
  fontSize: 12,
};

/** Stacked by what became of the requests. The rows beneath say the same to those who cannot see it. */
export function RequestsChart({ rows }: { rows: readonly Day[] }) {
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={{ top: 4, right: 4, bottom: 0, left: -24 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => day.slice(5)}
          tick={tick}
          tickLine={false}
          stroke="var(--line-strong)"
          minTickGap={24}
        />
        <YAxis allowDecimals={false} tick={tick} tickLine={false} axisLine={false} />
        <Tooltip contentStyle={tip} cursor={{ fill: "var(--sunken)" }} isAnimationActive={false} />
        <Legend
          formatter={(name) => <span className="text-muted">{String(name)}</span>}
          itemSorter={null}
          iconType="circle"
          iconSize={8}
          wrapperStyle={{ fontSize: 12 }}
        />
        {series.map(({ key, name, fill }) => (
          <Bar
            key={key}
            dataKey={key}
            name={name}
            fill={fill}
            stackId="all"
            isAnimationActive={false}
            maxBarSize={28}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
