import { isList, itemsOf } from './java-list.ts';
import { isMap, JavaMap, mapGet } from './java-map.ts';
import { TemplateObject, type Value } from './value.ts';

type GetProperty = (value: NonNullable<Value>) => Value;

/** `$value.name`: entries of maps, and the few getters that Java's own classes have. */
export function getProperty(name: string): GetProperty {
  // Most references read a JSON object: its own names need no question who they belong to.
  const isInherited = name in Object.prototype;
  return (value) => {
    if (typeof value === 'string') return name === 'empty' ? value === '' : undefined;
    if (typeof value !== 'object') return undefined;
    if (value instanceof JavaMap) return value.entries.get(name);
    if (value instanceof TemplateObject) return value.property(name);
    if (isList(value)) return name === 'empty' ? itemsOf(value).length === 0 : undefined;
    if (!isMap(value)) return undefined;
    const own = isInherited ? undefined : value[name];
    return own === undefined ? mapGet(value, name) : own;
  };
}
