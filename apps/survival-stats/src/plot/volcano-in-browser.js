// Runs in the page of the volcano plot: hover and search.
const { genes, option } = JSON.parse(document.getElementById('data').textContent);
const chart = globalThis.echarts.init(document.getElementById('volcano'));
// The labelled points are among these already.
const clouds = option.series.filter(({ label }) => !label);
const points = clouds.flatMap(({ data }) => data);
const search = document.getElementById('search');
const mostLabels = 30;

option.tooltip.formatter = ({ value }) => {
  const [gene, hazard, p, q] = genes[value[2]];
  const text = document.createElement('div');
  // As text, never as HTML.
  text.innerText = `${gene}\nhazard ratio ${hazard}\np ${p}, q ${q}`;
  return text;
};
chart.setOption(option);

search.addEventListener('input', () => {
  const wanted = search.value.trim().toLowerCase();
  const found =
    wanted === '' ? [] : points.filter(([, , row]) => genes[row][0].toLowerCase().includes(wanted));
  const data = found.map((value, index) => ({
    value,
    name: genes[value[2]][0],
    label: { show: index < mostLabels, position: value[0] < 0 ? 'right' : 'left' },
  }));
  chart.setOption({ series: [{ id: 'found', data }] });
  document.querySelector('output').value = wanted === '' ? '' : `${found.length} found`;
});
search.form.addEventListener('submit', (event) => event.preventDefault());
addEventListener('resize', () => chart.resize());
