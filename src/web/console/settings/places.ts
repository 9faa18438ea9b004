/** Every time zone the browser knows; UTC stands in none of their lists. */
export const zones = (): string[] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Countries offered for their public holidays; a file may name any that is known, or a state of it. */
export const holidayCountries = [
  ...['JP', 'US', 'GB', 'IE', 'CA', 'AU', 'NZ', 'SG', 'HK', 'TW', 'KR', 'CN', 'TH', 'VN', 'MY', 'ID', 'PH'],
  ...['DE', 'AT', 'CH', 'FR', 'BE', 'NL', 'LU', 'IT', 'ES', 'PT', 'SE', 'NO', 'DK', 'FI', 'PL', 'CZ', 'SK', 'HU'],
  ...['RO', 'GR', 'TR', 'ZA', 'BR', 'MX', 'AR', 'CL'],
];
