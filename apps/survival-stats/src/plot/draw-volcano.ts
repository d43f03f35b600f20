import { init } from 'echarts';
import { type ResultRow, writeWhole } from '../client/results-file.ts';
import { volcanoOption } from './volcano-option.ts';
import { volcanoPage } from './volcano-page.ts';
import { defaultChoices, type VolcanoChoices, volcanoPoints } from './volcano-points.ts';

/** Draws the volcano plot of a table of results: a page to search and hover where the file's name ends in `.html`, else SVG. */
export async function drawVolcano(
  file: string,
  rows: readonly ResultRow[],
  choices: Partial<VolcanoChoices> = {},
): Promise<void> {
  const option = volcanoOption(rows, volcanoPoints(rows, { ...defaultChoices, ...choices }));
  await writeWhole(file, /\.html$/i.test(file) ? await volcanoPage(rows, option) : volcanoSvg(option));
}

function volcanoSvg(option: ReturnType<typeof volcanoOption>): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 1000, height: 700 });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
