import type { EChartsOption, ScatterSeriesOption } from 'echarts';
import type { ResultRow } from '../client/results-file.ts';
import type { Point, VolcanoPoints } from './volcano-points.ts';

// Okabe and Ito's palette (Color Universal Design, 2008), which people of every kind of colour vision can distinguish; the
// shapes say the same again.
const vermillion = '#D55E00';
const blue = '#0072B2';
const grey = '#999999';
const orange = '#E69F00';
const black = '#000000';

const downwards = 'path://M0,0L10,0L5,10Z';

const halo = { fontWeight: 'bold', textBorderColor: '#FFFFFF', textBorderWidth: 3 } as const;
const text = { fontSize: 12, color: black };

/** The picture as data: it goes into a page as it is, so there is no function in it. */
export function volcanoOption(rows: readonly ResultRow[], points: VolcanoPoints): EChartsOption {
  const label = (names: readonly Point[]) =>
    names.map((value) => ({
      value: [...value],
      name: rows[value[2]]?.gene ?? '',
      // Towards the middle, which is empty but for the foot of the volcano.
      label: { position: value[0] < 0 ? ('right' as const) : ('left' as const) },
    }));
  return {
    animation: false,
    backgroundColor: '#FFFFFF',
    title: { text: 'Survival and gene expression', subtext: describe(rows, points), left: 'center' },
    legend: { bottom: 0, data: ['higher hazard', 'lower hazard', 'not significant', 'highlighted'] },
    grid: { left: 70, right: 70, top: 80, bottom: 80 },
    xAxis: { type: 'value', name: 'log2 hazard ratio', scale: true, ...axisText },
    yAxis: { type: 'value', name: '−log10 p', min: 0, ...axisText, nameRotate: 90, nameGap: 40 },
    dataZoom: [
      { type: 'inside', xAxisIndex: 0, filterMode: 'none' },
      { type: 'inside', yAxisIndex: 0, filterMode: 'none' },
    ],
    tooltip: { trigger: 'item' },
    series: [
      {
        ...cloud('not significant', points.others, { symbol: 'circle', symbolSize: 4, color: grey }),
        large: true,
        // All at once: drawn in parts, the cloud would come to lie over the labels.
        progressive: 0,
        markLine: thresholds(points),
      },
      cloud('higher hazard', points.higher, { symbol: 'triangle', symbolSize: 8, color: vermillion }),
      cloud('lower hazard', points.lower, { symbol: downwards, symbolSize: 8, color: blue }),
      labelled('top', label(points.top), 10, 'transparent'),
      labelled('highlighted', label(points.highlighted), 13, black),
      // Empty until somebody searches.
      labelled('found', [], 12, orange),
    ],
  };
}

const axisText = { nameLocation: 'middle', nameGap: 30, nameTextStyle: text } as const;

function cloud(
  name: string,
  data: readonly Point[],
  { color, ...symbol }: { symbol: string; symbolSize: number; color: string },
): ScatterSeriesOption {
  return {
    type: 'scatter',
    name,
    data: data.map((point) => [...point]),
    ...symbol,
    itemStyle: { color, opacity: 0.7 },
  };
}

/** Where labels would overlap, the one of the smaller ring gives way, then the later one; zooming in brings it back. */
function labelled(
  name: string,
  data: ScatterSeriesOption['data'] & object,
  symbolSize: number,
  borderColor: string,
): ScatterSeriesOption {
  return {
    id: name,
    type: 'scatter',
    name,
    data,
    symbol: 'circle',
    symbolSize,
    itemStyle: { color: 'transparent', borderWidth: 2, borderColor },
    z: 5,
    silent: true,
    label: { show: true, formatter: '{b}', minMargin: 2, ...text, ...halo },
    labelLayout: { hideOverlap: true },
  };
}

function thresholds({ threshold }: VolcanoPoints): ScatterSeriesOption['markLine'] & object {
  const nominal = { yAxis: -Math.log10(0.05), name: 'p = 0.05' };
  return {
    silent: true,
    symbol: 'none',
    label: { formatter: '{b}', position: 'end' },
    lineStyle: { type: 'dashed', color: black },
    data: [
      ...(threshold === undefined ? [] : [{ yAxis: threshold, name: 'q < 0.05' }]),
      nominal,
      { xAxis: 0, name: '' },
    ],
  };
}

function describe(rows: readonly ResultRow[], { higher, lower, omitted }: VolcanoPoints): string {
  const left = omitted > 0 ? `; ${omitted} without a converged model are not drawn` : '';
  return `${rows.length} genes: q < 0.05 for ${higher.length} with a higher and ${lower.length} with a lower hazard${left}`;
}
