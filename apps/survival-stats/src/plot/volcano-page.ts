import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { EChartsOption } from 'echarts';
import type { ResultRow } from '../client/results-file.ts';

/** The picture as a page of one file, which needs no network and may fetch nothing. */
export async function volcanoPage(rows: readonly ResultRow[], option: EChartsOption): Promise<string> {
  const library = await readFile(new URL(import.meta.resolve('echarts/dist/echarts.min.js')), 'utf8');
  const program = await readFile(new URL('./volcano-in-browser.js', import.meta.url), 'utf8');
  const genes = rows.map(({ gene, hazard, pval, qval }) => [gene, brief(hazard), brief(pval), brief(qval)]);
  const scripts = [library, program].map((script) => script.replaceAll('</script', '<\\/script'));
  const digests = scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${digests.join(' ')}; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Survival and gene expression</title>
<style>
  html, body { height: 100%; margin: 0; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; grid-template-rows: auto 1fr; }
  form { padding: 0.75rem 1rem; }
  input { font: inherit; width: 16rem; max-width: 60vw; }
  #volcano { min-height: 24rem; }
</style>
<form role="search">
  <label for="search">Find genes:</label>
  <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="part of a name">
  <output for="search"></output>
</form>
<div id="volcano" role="img" aria-label="Volcano plot: log2 hazard ratio across, -log10 p up"></div>
<script type="application/json" id="data">${jsonForHtml({ genes, option })}</script>
<script>${scripts[0]}</script>
<script>${scripts[1]}</script>
</html>
`;
}

function brief(value: number | null): string {
  return value?.toPrecision(4) ?? '';
}

/** Names of genes are someone's text: no text may end the element that the JSON is in. */
function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
