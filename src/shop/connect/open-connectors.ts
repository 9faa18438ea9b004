import type { Config } from '../../config.js';
import type { OutsideAct } from '../system.js';
import { readConnectors, type ConnectorHouse, type Connectors } from './read-connectors.js';
import { createShopUrl } from './shop-url.js';
import type { Environment } from './template.js';

export interface OpenConnectors extends Connectors {
  /** Who does an act of this name: what the file declares; otherwise the shop at SHOP_URL, when there is one. */
  readonly outsideAct: (name: string) => OutsideAct | undefined;
}

/** The shop's outside systems as configured. A file that is not right stops the start, with everything that is wrong in it. */
export async function openConnectors(
  { CONNECTORS, SHOP_URL, SHOP_TOKEN }: Pick<Config, 'CONNECTORS' | 'SHOP_URL' | 'SHOP_TOKEN'>,
  environment: Environment,
  house: Required<ConnectorHouse>,
): Promise<OpenConnectors> {
  const { systems, problems } = await readConnectors(CONNECTORS, environment, house);
  if (problems.length > 0) {
    throw new Error(problems.map(({ file, line, what }) => `${file}:${line} ${what}`).join('\n'));
  }
  const { clock, log } = house;
  const shop = SHOP_URL === undefined ? undefined : createShopUrl({ url: SHOP_URL, token: SHOP_TOKEN, clock, log });
  return {
    ...{ lookups: systems.lookups, outsideActs: systems.outsideActs },
    outsideAct: (name) => systems.outsideActs.get(name) ?? shop?.act(name),
    close() {
      systems.close();
      shop?.close();
    },
  };
}
