import {
  ChartArea,
  ChartBarBig,
  ChartCandlestick,
  ChartColumn,
  ChartLine,
  ChartPie,
  ChartScatter,
  Globe,
  Grid3x3,
  type LucideIcon,
  Rows3,
  Type,
} from "lucide-react";
import type { ChartForm } from "../../lib/chartBuilder/chartForms.ts";

const icons: Readonly<Record<ChartForm, LucideIcon>> = {
  bar: ChartBarBig,
  line: ChartLine,
  area: ChartArea,
  scatter: ChartScatter,
  heat: Grid3x3,
  histogram: ChartColumn,
  boxplot: ChartCandlestick,
  tick: Rows3,
  arc: ChartPie,
  text: Type,
  map: Globe,
};

/** A little picture of a form, beside its name. */
export function FormIcon({ form }: { form: ChartForm }) {
  const Icon = icons[form];
  return <Icon aria-hidden="true" size={16} />;
}
