import { type CollectionTag, parse, type ScalarTag, type Tags, YAMLMap, YAMLSeq } from 'yaml';
import type { Template } from '../../src/index.ts';

/** A template as the suite reads it: YAML 1.1, with short tags in their long form and dates as strings. */
export function readTemplate(source: string): Template {
  return parse(source, { version: '1.1', merge: true, customTags, logLevel: 'error', uniqueKeys: false });
}

function customTags(tags: Tags): Tags {
  const known = tags.filter((tag) => typeof tag === 'string' || !tag.tag?.endsWith(':timestamp'));
  return [...known, ...functions.flatMap(tagsOf)];
}

const functions = [
  ...[
    'And',
    'Base64',
    'Cidr',
    'Condition',
    'Equals',
    'FindInMap',
    'GetAtt',
    'GetAZs',
    'If',
    'ImportValue',
    'Join',
  ],
  ...['Length', 'Not', 'Or', 'Ref', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform'],
];

function tagsOf(name: string): (ScalarTag | CollectionTag)[] {
  const tag = `!${name}`;
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const scalar = (text: string) => ({ [key]: name === 'GetAtt' ? splitOnce(text) : text });
  // The long form of a collection is made of nodes, whose own tags are still to be resolved.
  const long = (value: YAMLMap | YAMLSeq) => {
    const map = new YAMLMap();
    map.set(key, value);
    return map;
  };
  return [
    { tag, resolve: scalar },
    { tag, collection: 'seq', nodeClass: YAMLSeq, resolve: (value) => long(value as YAMLSeq) },
    { tag, collection: 'map', nodeClass: YAMLMap, resolve: (value) => long(value as YAMLMap) },
  ];
}

function splitOnce(text: string): string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
