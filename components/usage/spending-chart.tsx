"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { amount, shortDays } from "@/components/usage/format-usage";
import type { ShownGroup } from "@/components/usage/spending-card";
import type { UsageReport } from "@/lib/usage/usage-report";

type Point = UsageReport["series"]["points"][number];
type SpendingChartProps = { points: readonly Point[]; groups: readonly ShownGroup[] };

const TICK = { fill: "var(--muted-foreground)", fontSize: 11 };
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/**
 * Stacked bars. The arrow keys walk them; what each holds is said and shown as text. Nothing moves. Heights are drawn from
 * floating numbers, the words are exact.
 */
export function SpendingChart({ points, groups }: SpendingChartProps) {
  return (
    <div className="h-60">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={points.map((point) => ({ ...point, days: shortDays(point) }))}
          margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
          barCategoryGap="18%"
          stackOffset="sign"
          accessibilityLayer
          title="Credits, stacked by group"
          desc="The table below holds the same numbers. The left and right arrow keys walk the bars."
        >
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="days"
            tick={TICK}
            tickLine={false}
            axisLine={{ stroke: "var(--border-strong)" }}
            minTickGap={24}
          />
          <YAxis
            width={40}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            tickFormatter={(credits: number) => COMPACT.format(credits)}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--hover)" }}
            content={({ active, payload }) => {
              const point = payload[0]?.payload as Point | undefined;
              return active && point ? <PointWords point={point} groups={groups} /> : null;
            }}
          />
          {groups.map(({ id, word, colour }, place) => (
            <Bar
              key={id}
              name={word}
              dataKey={(point: Point) => Number(point.credits[place] ?? 0)}
              stackId="credits"
              fill={colour}
              stroke="var(--card)"
              strokeWidth={points.length > 60 ? 0 : 1}
              maxBarSize={48}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function PointWords({ point, groups }: { point: Point; groups: readonly ShownGroup[] }) {
  const shown = groups
    .map((group, place) => ({ ...group, spent: point.credits[place] ?? "0" }))
    .filter(({ spent }) => spent !== "0");
  return (
    <div role="status" className="rounded-md bg-popover px-3 py-2 text-xs shadow-overlay">
      <p className="font-medium">
        {shortDays(point)}: <span className="figures">{amount(point.total)}</span>
      </p>
      {shown.map(({ id, word, colour, spent }) => (
        <p key={id} className="mt-1 flex items-center gap-1.5">
          <span aria-hidden className="size-2 rounded-sm" style={{ background: colour }} />
          {word} <span className="ml-auto pl-3 figures">{amount(spent)}</span>
        </p>
      ))}
    </div>
  );
}
