import type { ShopSettings } from '../../../office-wire.js';
import type { ApiError } from '../api.js';

/** What every part of the settings form gets. */
export interface SettingsPart {
  readonly draft: ShopSettings;
  readonly set: (change: Partial<ShopSettings>) => void;
  readonly error: ApiError | undefined;
}
