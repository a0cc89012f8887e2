import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { following } from '../../constructs/cdk8s/as-written';
import { requireChart } from '../../constructs/cdk8s/chart';
import { emittedHop, keysOrNone, ownedObject, withRemarks, type ObjectProps } from '../../constructs/cdk8s/owned-object';
import { findingsOf, proveAtSynthesis, type OnPath } from '../../constructs/prove';
import { aPolicy, aText, either, objectWith, requireProps, type Kind } from '../../constructs/require-props';
import { inFront } from '../../constructs/tls-end';
import type { KubeObject } from '../../kubernetes/object';
import { ownedKey, valueAt } from '../../kubernetes/owned-key';
import { parseNginx } from '../../nginx/parse';
import { unknownHop, type Hop } from '../../path/hop';
import { portRemarks } from '../../path/prop-remarks';
import type { StreamPolicy } from '../../policy/stream-policy';
import type { Finding } from '../../rules/rule';
import { inFrontOf, serversBehind } from './about';
import { planNginx, portOf, type NginxOptions } from './hop';
import { readNginx } from './read';
import { renderNginx } from './render';

export interface StreamNginxConfigProps extends ObjectProps, NginxOptions {
  readonly policy: StreamPolicy;
  /** More files of the ConfigMap, passed through. */
  readonly data?: Readonly<Record<string, string>>;
}

const someServers: Kind = {
  takes: "a list of servers, each as 'host:port'",
  is: (value) => Array.isArray(value) && value.length > 0 && value.every((each) => aText.is(each)),
};
const someTls = either(objectWith({ certificate: aText, certificateKey: aText }), inFront);

/** A ConfigMap with the file `<name>.conf`: a server of nginx for the paths that stream, to be mounted at /etc/nginx/conf.d. */
export class StreamNginxConfig extends Construct implements OnPath {
  private readonly current: () => Hop;
  readonly configMap: ApiObject;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: StreamNginxConfigProps,
  ) {
    requireProps(scope, id, props, { policy: aPolicy, name: aText, host: aText, servers: someServers, tls: someTls });
    requireChart(scope, id);
    super(scope, id);
    const { policy, name, metadata, data } = props;
    const file = `${name}.conf`;
    const owned = ownedObject(
      this,
      'ConfigMap',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata, name }, ...(data === undefined ? {} : { data }) },
      keysOrNone(() => [ownedKey(['data', file], renderNginx(policy, props))]),
    );
    this.configMap = owned.object;
    const planned = planNginx(policy, props);
    const read = (manifest: KubeObject) => readFile(manifest, file, policy) ?? planned;
    this.current = following(
      () => [owned.written()],
      () => withRemarks(emittedHop(owned, read, planned), portRemarks('port', props.port)),
    );
    proveAtSynthesis(this, { policy });
  }

  get hop(): Hop {
    return this.current();
  }

  get hops(): readonly Hop[] {
    return [this.hop, unknownHop(serversBehind(this.props.servers))];
  }

  findings(): readonly Finding[] {
    const { policy, host, tls } = this.props;
    const inFront = tls === 'terminated-in-front' ? inFrontOf(`${host}:${portOf(this.props)}`) : undefined;
    return findingsOf(policy, this.node.path, this.hops, inFront);
  }
}

function readFile(manifest: KubeObject, file: string, { paths }: StreamPolicy): Hop | undefined {
  const { block } = parseNginx(String(valueAt(manifest, ['data', file])), file);
  return readNginx({ file, main: block }, { streams: paths })[0]?.hop;
}
