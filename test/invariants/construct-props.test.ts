import { Construct } from 'constructs';
import * as cdk8sEntry from '../../src/cdk8s';
import * as cdktfEntry from '../../src/cdktf';
import { azureProps } from './props/azure';
import { kubernetesProps } from './props/kubernetes';

const tables = { ...kubernetesProps, ...azureProps };

/** Told to the check, which has to know; nothing in the resource says it. */
const ONLY_FOR_THE_CHECK = ['StreamAgc policy', 'StreamManagedRedis policy', 'StreamRedis policy', 'StreamSignalr policy'];

it('has a table for every construct', () => {
  const exported = Object.entries({ ...cdk8sEntry, ...cdktfEntry });
  const constructs = exported.filter(([, { prototype }]) => prototype instanceof Construct).map(([name]) => name);
  expect(constructs.filter((name) => !(name in tables))).toEqual([]);
});

describe.each(Object.entries(tables))('%s', (name, { unchanged, ...changed }) => {
  it.each(Object.entries(changed))('%s changes the output', (prop, show) => {
    const [before, after] = [unchanged?.(), show()];
    const onlyForTheCheck = ONLY_FOR_THE_CHECK.includes(`${name} ${prop}`);
    expect(after.output === before?.output).toBe(onlyForTheCheck);
    if (onlyForTheCheck) expect(after.findings).not.toBe(before?.findings);
  });
});
