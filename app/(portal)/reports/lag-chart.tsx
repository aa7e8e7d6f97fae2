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
import { revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";
import { type Lag, lagWords, targetWords } from "./report-rows.ts";

const tick = { fill: "var(--faint)", fontSize: 12 };
const tip = {
  background: "var(--surface)",
  border: "1px solid var(--line)",
  borderRadius: 6,
  color: "var(--text)",
  fontSize: 12,
};

/** Each target against the objective. */
export function LagChart({ rows }: { rows: readonly Lag[] }) {
  const data = rows.map((row) => ({ target: targetWords(row), half: row.p50Ms ?? 0, most: row.p99Ms ?? 0 }));
  const longest = Math.max(revocationObjectiveMs * 1.15, ...data.map(({ most }) => most * 1.05));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={data}
        layout="vertical"
        margin={{ top: 16, right: 16, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid horizontal={false} stroke="var(--line)" />
        <XAxis
          type="number"
          domain={[0, longest]}
          tickFormatter={(ms: number) => lagWords(ms)}
          tick={tick}
          tickLine={false}
          stroke="var(--line-strong)"
        />
        <YAxis
          type="category"
          dataKey="target"
          width={96}
          tick={{ fill: "var(--text)", fontSize: 12 }}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          contentStyle={tip}
          cursor={{ fill: "var(--sunken)" }}
          formatter={(ms) => lagWords(Number(ms))}
          isAnimationActive={false}
        />
        <Legend
          formatter={(name) => <span className="text-muted">{String(name)}</span>}
          itemSorter={null}
          iconType="circle"
          iconSize={8}
          wrapperStyle={{ fontSize: 12 }}
        />
        <ReferenceLine
          x={revocationObjectiveMs}
          stroke="var(--danger)"
          strokeDasharray="4 3"
          label={{
            value: `objective ${lagWords(revocationObjectiveMs)}`,
            position: "top",
            fill: "var(--danger)",
            fontSize: 12,
          }}
        />
        <Bar
          dataKey="half"
          name="half were faster"
          fill="var(--line-strong)"
          isAnimationActive={false}
          maxBarSize={14}
        />
        <Bar
          dataKey="most"
          name="99 of 100 were faster"
          fill="var(--accent)"
          isAnimationActive={false}
          maxBarSize={14}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
