import { expect, test } from '@jest/globals';
import { loadSecrets } from '../../src/secrets.js';
import { ensureSite, readSettings, saveSettings } from '../../src/site/site.js';
import { defaultSettings } from '../../src/site/settings.js';
import { onEachDatabase } from '../setup/each-database.js';

onEachDatabase((database) => {
  test('a site is made once, and one that is there keeps its settings', async () => {
    await expect(readSettings(database(), 'main')).rejects.toMatchObject({ code: 'not-found' });
    await Promise.all([ensureSite(database(), 'main'), ensureSite(database(), 'main')]);
    expect(await readSettings(database(), 'main')).toEqual({ ...defaultSettings, version: 1 });
    expect(await saveSettings(database(), 'main', { ...defaultSettings, name: '星電機' })).toBe(2);
    await ensureSite(database(), 'main');
    expect(await readSettings(database(), 'main')).toMatchObject({ name: '星電機', version: 2 });
  });

  test('what was read can be saved, and a save in between is not overwritten', async () => {
    await ensureSite(database(), 'second');
    const read = await readSettings(database(), 'second');
    expect(await saveSettings(database(), 'second', { ...read, name: 'A' }, read.version)).toBe(2);
    await expect(saveSettings(database(), 'second', { ...read, name: 'B' }, read.version)).rejects.toMatchObject({
      ...{ code: 'moved-on', details: { version: 2 } },
    });
    expect((await readSettings(database(), 'second')).name).toBe('A');
    await expect(saveSettings(database(), 'third', defaultSettings)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('secrets are made once at random, the same for processes that start together', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => loadSecrets(database())));
    for (const other of others) expect(other).toEqual(first);
    const values = first ? [first.token, first.repeat, first.directline] : [];
    expect(new Set(values).size).toBe(3);
    for (const value of values) expect(Buffer.from(value, 'base64url')).toHaveLength(32);
    expect(await loadSecrets(database())).toEqual(first);
  });

  test('a secret cut short is a reason not to start', async () => {
    const short = database().build.updateTable('secret').set({ value: 'abc' }).where('name', '=', 'token').compile();
    await database().commit([{ statement: short, rows: 1 }]);
    await expect(loadSecrets(database())).rejects.toMatchObject({ code: 'not-configured' });
  });
});
