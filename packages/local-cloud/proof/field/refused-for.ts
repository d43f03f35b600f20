/** What a refusal says that this cloud does not offer, each once: services, properties, events, runtimes; otherwise its words. */
export function refusedFor(reason: string): string[] {
  const types = [...reason.matchAll(/(?:^|[.:] )((?:AWS::\w+::\w+(?:, )?)+) (?:is|are) not offered/g)];
  const services = types.flatMap(([, list = '']) => [...list.matchAll(/AWS::\w+/g)].map(([name]) => name));
  const others = patterns.flatMap((pattern) =>
    [...reason.matchAll(pattern)].flatMap(([, what = '']) => parts(what)),
  );
  const names = [...new Set([...services, ...others.map(plain)])];
  return names.length > 0 ? names : [reason.slice(0, 200)];
}

const patterns = [
  /: ((?:Events|Resources) of type [\w:]+) are not offered/g,
  /: (Property \w+ of [\w:]+) is not offered/g,
  /: (\w+ in Domain of [\w:]+) is not offered/g,
  /(PackageType Image|[Rr]untime [\w.]+|attribute Connectors) is not offered/g,
  /: ([\w., ]+ (?:is|are) not offered by this embedded cloud for [\w:]+)/g,
  /integration with the (?:action|path) \S+ (of the AWS service \w+)/g,
  /(responseTransferMode)\b/g,
  /(layers of other accounts)/g,
];

/** `A, B is not offered … for C` as one for A and one for B. */
function parts(words: string): string[] {
  const [, names = '', rest = ''] = /^(.*, .*?)( (?:is|are) not .*)$/.exec(words) ?? [];
  return names === '' ? [words] : names.split(', ').map((name) => name + rest);
}

/** `DurableConfig of AWS::Lambda::Function`, whichever sentence it is from. */
function plain(words: string): string {
  return words
    .replace(/^(?:Property|property) /, '')
    .replace(/ (?:is|are) not offered by this embedded cloud for /, ' of ')
    .replace(/^of the AWS service /, 'integrations with ')
    .replace(/^Runtime /, 'runtime ');
}
