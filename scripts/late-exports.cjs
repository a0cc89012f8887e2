// Rewrites the compiled entries of the package so that each export is loaded on first use: a program that names one construct
// then loads one hop, and not all of them. TypeScript has no such form of `export ... from`.
'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const { resolve } = require('node:path');

const REQUIRE = /^var (\w+) = (require\("[^"]+"\));$/gm;
const EXPORT =
  /^Object\.defineProperty\(exports, ("\w+"), \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm;
/** A name of our own: Node takes what it finds under the usual one for no export where it cannot follow the getter. */
const LATE = 'function late(name, get) { Object.defineProperty(exports, name, { enumerable: true, get }); }';

for (const entry of ['index', 'cdk8s', 'cdktf']) {
  const file = resolve('lib', `${entry}.js`);
  const text = readFileSync(file, 'utf8');
  const modules = new Map([...text.matchAll(REQUIRE)].map(([, name, load]) => [name, load]));
  if (modules.size === 0) throw new Error(`${file} has no export from another module in the form that is known here`);
  const late = text
    .replace(REQUIRE, '')
    .replace(EXPORT, (_, name, module, field) => `late(${name}, () => ${modules.get(module)}.${field});`);
  // In place of a line that is empty now: lines stay where they are, for source maps.
  writeFileSync(file, late.replace(/\n\n/, `\n${LATE}\n`));
}
