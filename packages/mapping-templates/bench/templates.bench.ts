import velocityjs from 'velocityjs';
import { compileTemplate } from '../src/compile-template.ts';

// How long a mapping template takes beside hand-written JavaScript and velocityjs. All three must print the
// same. Usage: npm run bench --workspace packages/mapping-templates
const source = `#set($order = $input.path('$'))
{"customer": "$util.escapeJavaScript($order.customer)", "lines": [
#foreach($item in $order.items)
  {"sku": "$item.sku", "quantity": $item.quantity, "note": "$item.note"#if($item.quantity > 5), "bulk": true#end}#if($foreach.hasNext),#end

#end
]}`;

interface Order {
  readonly customer: string;
  readonly items: readonly { readonly sku: string; readonly quantity: number; readonly note: string }[];
}

function handWritten(body: string): string {
  const order = JSON.parse(body) as Order;
  const lines = order.items.map(({ sku, quantity, note }, index) => {
    const bulk = quantity > 5 ? ', "bulk": true' : '';
    const comma = index + 1 < order.items.length ? ',' : '';
    return `  {"sku": "${sku}", "quantity": ${quantity}, "note": "${note}"${bulk}}${comma}\n`;
  });
  return `{"customer": "${JSON.stringify(order.customer).slice(1, -1)}", "lines": [\n${lines.join('')}]}`;
}

const compiled = compileTemplate(source);

function ours(body: string): string {
  return compiled.render({ body, context: { requestId: 'bench' } });
}

const velocity = new velocityjs.Compile(velocityjs.parse(source));

function others(body: string): string {
  return velocity.render({
    input: { path: () => JSON.parse(body) },
    util: { escapeJavaScript: (text: string) => JSON.stringify(text).slice(1, -1) },
  });
}

function bodyOf(items: number): string {
  const item = (_: unknown, index: number) => ({ sku: `A${index}`, quantity: index % 9, note: 'x' });
  return JSON.stringify({ customer: 'Jo "J" Doe', items: Array.from({ length: items }, item) });
}

const contestants = { 'hand-written': handWritten, 'this package': ours, velocityjs: others };

/** The median of each in milliseconds. They take turns, so that a busy machine slows all of them alike. */
function medians(body: string, rounds: number): number[] {
  const runs = Object.values(contestants).map((render) => ({ render, times: [] as number[] }));
  for (let round = -rounds / 4; round < rounds; round++) {
    for (const { render, times } of runs) {
      const start = performance.now();
      render(body);
      if (round >= 0) times.push(performance.now() - start);
    }
  }
  return runs.map(({ times }) => times.sort((left, right) => left - right)[times.length >> 1] ?? 0);
}

for (const [items, rounds] of [
  [24, 4000],
  [24_500, 40],
] as const) {
  const body = bodyOf(items);
  console.log(`body of ${(body.length / 1024).toFixed(0)} KB, ${items} items`);
  const times = medians(body, rounds);
  for (const [index, [name, render]] of Object.entries(contestants).entries()) {
    const isSame = render(body).replace(/\s+/g, '') === handWritten(body).replace(/\s+/g, '');
    const time = times[index] ?? 0;
    const factor = (time / (times[0] ?? 0)).toFixed(1);
    console.log(
      `  ${name.padEnd(14)} ${time.toFixed(3).padStart(8)} ms  ${factor} x  ${isSame ? '' : 'other output'}`,
    );
  }
}
