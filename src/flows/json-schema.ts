import { z } from 'zod';
import { flow } from './flow.js';
import { flowWords, words } from './words.js';

/**
 * The JSON Schemas of the files in `dialogs/`, made from the schemas that parse them: an editor with a YAML language server
 * completes and checks with them (`# yaml-language-server: $schema=schema/flow.schema.json`).
 */
export const flowJsonSchema = (): object => titled(flow, 'A flow of Madoguchi');
export const wordsJsonSchema = (): object => ({
  ...{ $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'Words of Madoguchi in one language' },
  anyOf: [jsonSchema(words), jsonSchema(flowWords)],
});

const titled = (schema: z.ZodType, title: string): object => ({ ...jsonSchema(schema), title });

/** What is written, before defaults are filled in; what no schema can say is left to lint. */
const jsonSchema = (schema: z.ZodType): object => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
