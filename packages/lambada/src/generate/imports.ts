import path from 'node:path';
import type { ExportedClass } from '../model.ts';
import { literal } from './source-text.ts';

/** The classes that a generated module imports, and the one object of each whose methods it calls. */
export class Imports {
  readonly #names = new Map<string, string>();
  readonly #lines: string[] = [];
  readonly #instances = new Map<string, string>();
  readonly #project: string;
  readonly #folder: string;

  /**
   * @param project the folder that the files of the model are relative to
   * @param folder where the module is written
   */
  constructor(project: string, folder: string) {
    this.#project = project;
    this.#folder = folder;
  }

  nameOf({ file, exportName }: ExportedClass): string {
    const relative = path.relative(this.#folder, path.join(this.#project, file)).replaceAll(path.sep, '/');
    return this.#import(exportName, relative.startsWith('.') ? relative : `./${relative}`);
  }

  nameFrom(module: string, exportName: string): string {
    return this.#import(exportName, module);
  }

  /** The name of a function that returns the object, which is made when the first request needs it. */
  instanceOf(exported: ExportedClass): string {
    const name = this.nameOf(exported);
    const instance = `the${name}`;
    this.#instances.set(name, instance);
    return instance;
  }

  get lines(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  get instances(): string {
    return Array.from(
      this.#instances,
      ([name, instance]) => `const ${instance} = lambada.once(() => new ${name}());\n`,
    ).join('');
  }

  #import(exportName: string, module: string): string {
    const key = `${module}#${exportName}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const taken = new Set(this.#names.values());
    const base = exportName === 'default' ? 'Default' : exportName;
    let name = base;
    for (let count = 2; taken.has(name); count += 1) name = `${base}${count}`;
    this.#names.set(key, name);
    const alias = name === exportName ? name : `${exportName} as ${name}`;
    this.#lines.push(`import { ${alias} } from ${literal(module)};`);
    return name;
  }
}
