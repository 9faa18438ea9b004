import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { openThread } from '../../src/conversations/open.js';
import type { Database } from '../../src/database/database.js';
import { attachFile, attachmentOf } from '../../src/files/attachment.js';
import { dropAbandoned, readFile, storeFile } from '../../src/files/store.js';
import { onEachDatabase } from '../setup/each-database.js';

const clock = { now: () => 1_000 };
const maximum = 3_000_000;

async function* pieces(content: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.length; from += length) yield content.subarray(from, from + length);
}

async function* broken(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
  throw new Error('the line broke');
}

async function contentOf(database: Database, id: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of readFile(database, id)) parts.push(part);
  return Buffer.concat(parts);
}

onEachDatabase((database) => {
  const store = (bytes: AsyncIterable<Uint8Array>) => storeFile(database(), bytes, { maximum, clock });
  const counts = async () => {
    const { build } = database();
    const [files] = await database().read(build.selectFrom('file').select((eb) => eb.fn.countAll<number>().as('n')));
    const [parts] = await database().read(
      build.selectFrom('file_chunk').select((eb) => eb.fn.countAll<number>().as('n')),
    );
    return [files?.n, parts?.n];
  };

  test.each([
    ['nothing', 0, 10],
    ['one byte', 1, 10],
    ['just one part', 262_144, 100_000],
    ['one byte more', 262_145, 300_000],
    ['many small pieces', 700_001, 1_000],
    ['one large piece', 2_500_000, 2_500_000],
    ['the most allowed', maximum, 65_536],
  ])('%s comes back as it was stored', async (_, size, length) => {
    const content = randomBytes(size);
    const stored = await store(pieces(content, length));
    expect(stored).toEqual({ id: createHash('sha256').update(content).digest('hex'), size });
    expect((await contentOf(database(), stored.id)).equals(content)).toBe(true);
  });

  test('no part is longer than 256 KiB', async () => {
    const { id } = await store(pieces(randomBytes(1_000_000), 1_000_000));
    const lengths: number[] = [];
    for await (const part of readFile(database(), id)) lengths.push(part.length);
    expect(lengths).toEqual([262_144, 262_144, 262_144, 213_568]);
  });

  test('the same content is stored once, also when it comes five times at once', async () => {
    const content = randomBytes(600_000);
    const [files, parts] = await counts();
    const stored = await Promise.all([1, 2, 3, 4, 5].map((way) => store(pieces(content, way * 50_000))));
    expect(new Set(stored.map(({ id }) => id)).size).toBe(1);
    expect(await counts()).toEqual([(files ?? 0) + 1, (parts ?? 0) + 3]);
  });

  test('one byte too many is refused, the rest is not even asked for, and nothing remains', async () => {
    const before = await counts();
    let asked = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield randomBytes(100_000 + asked++);
    }
    await expect(store(endless())).rejects.toMatchObject({ code: 'too-large', details: { maximum } });
    expect(asked).toBeLessThan(32);
    await expect(store(pieces(randomBytes(maximum + 1), 1_000_000))).rejects.toMatchObject({ code: 'too-large' });
    expect(await counts()).toEqual(before);
  });

  test('a stream that breaks leaves nothing, and its own error is heard', async () => {
    const before = await counts();
    await expect(store(broken(randomBytes(500_000)))).rejects.toThrow('the line broke');
    expect(await counts()).toEqual(before);
  });

  test('nobody sees a file before its last byte, and what a dead process left is dropped', async () => {
    const content = randomBytes(400_000);
    const id = createHash('sha256').update(content).digest('hex');
    async function* stopped(): AsyncGenerator<Uint8Array> {
      yield content;
      await expect(contentOf(database(), id)).rejects.toMatchObject({ code: 'not-found' });
      const upload = await database().read(database().build.selectFrom('file').select('id').where('complete', '=', 0));
      await expect(contentOf(database(), upload[0]?.id ?? '')).rejects.toMatchObject({ code: 'not-found' });
      expect(await dropAbandoned(database(), 1_000)).toBe(0);
      expect(await dropAbandoned(database(), 1_001)).toBe(1);
    }
    const [files, parts] = await counts();
    await store(stopped()).catch(() => undefined);
    expect(await counts()).toEqual([files, parts]);
    expect(await dropAbandoned(database(), Number.MAX_SAFE_INTEGER)).toBe(0);
  });

  describe('attachments', () => {
    const conversationOf = async (peer: string) =>
      (await openThread(database(), { site: 'main', channel: 'test', peer, language: 'en', now: 0 })).conversation;

    test('two conversations hold one file, each under a name of its own', async () => {
      const { id: file } = await store(pieces(Buffer.from('a receipt'), 5));
      const [kim, lee] = [await conversationOf('kim'), await conversationOf('lee')];
      const attach = (conversation: string, name: string) =>
        attachFile(database(), { conversation, file, name, type: 'text/plain', clock });
      const [one, other] = [await attach(kim, '../../領収書.txt'), await attach(lee, 'x.txt')];
      expect(one).toEqual({ id: expect.any(String), name: '領収書.txt', type: 'text/plain', size: 9 });
      expect(await attachmentOf(database(), one.id)).toEqual({ ...one, conversation: kim, file, created: 1_000 });
      expect((await attachmentOf(database(), other.id))?.conversation).toBe(lee);
      expect(await attachmentOf(database(), file)).toBeUndefined();
    });

    test('what is not stored cannot be attached', async () => {
      const conversation = await conversationOf('kim');
      const wanted = { conversation, file: 'f'.repeat(64), name: 'x', type: 'text/plain', clock };
      await expect(attachFile(database(), wanted)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
