import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/run';
import { check } from '../../src/check';
import { hops } from '../../src/hops/index';
import { readInput } from '../../src/load/files';
import { findPaths } from '../../src/load/paths';
import type { Fact } from '../../src/path/fact';
import { factsInSource } from '../support/facts-in-source';
import { uses } from '../support/samples/index';

it('x', () => { console.log(hops.length); });
