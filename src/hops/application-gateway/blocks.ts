import { blocksIn, isExpression, LATER, textIn, type Block } from '../../terraform/attributes';

/** The pools that rules and path maps pair with this backend setting. */
export function poolsOf(gateway: Block, setting: string): Block[] {
  const maps = knownBlocksIn(gateway, 'url_path_map');
  const pairs: Block[] = [
    ...knownBlocksIn(gateway, 'request_routing_rule'),
    ...maps.flatMap((map) => knownBlocksIn(map, 'path_rule')),
    ...maps.map((map) => ({
      backend_http_settings_name: map['default_backend_http_settings_name'],
      backend_address_pool_name: map['default_backend_address_pool_name'],
    })),
  ];
  const names = pairs
    .filter((pair) => pair['backend_http_settings_name'] === setting)
    .map((pair) => pair['backend_address_pool_name']);
  return knownBlocksIn(gateway, 'backend_address_pool').filter((pool) => names.includes(pool['name']));
}

/** Names and addresses; an expression stands for itself. */
export function addressesOf(pool: Block): string[] {
  return ['fqdns', 'ip_addresses'].flatMap((name) => {
    const value = pool[name];
    return isExpression(value) ? ['expression'] : Array.isArray(value) ? value.map(String) : [];
  });
}

/** None where an expression makes them. */
export function knownBlocksIn(block: Block, name: string): readonly Block[] {
  const blocks = blocksIn(block, name);
  return blocks === LATER ? [] : blocks;
}

export function nameOf(block: Block): string {
  const name = textIn(block, 'name');
  return typeof name === 'string' ? name : '?';
}
