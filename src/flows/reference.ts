import { z } from 'zod';
import { flow, flowTest, slotKinds, slotSchema, stepKinds, stepSchemas } from './flow.js';
import { flowWords } from './words.js';

/** The reference of the flow format as Markdown, made from the schemas that parse it: `madoguchi flow reference`. */
export function flowReference(): string {
  const common = new Set(commonKeys());
  return [
    '# Reference of the flow format',
    '',
    'Made by `madoguchi flow reference` from the schema that reads the files: what is not here does not exist.',
    '',
    '## A flow',
    '',
    ...table(flow),
    '',
    '## A slot',
    '',
    `Kinds: ${slotKinds.map((kind) => `\`${kind}\``).join(', ')}.`,
    '',
    ...table(slotSchema),
    '',
    '## Every step',
    '',
    ...table(stepSchemas.say, (key) => common.has(key)),
    '',
    ...stepKinds.flatMap((kind) => [
      `## \`${kind}\``,
      '',
      stepSchemas[kind].description ?? '',
      '',
      ...table(stepSchemas[kind], (key) => !common.has(key) && key !== 'inside'),
      '',
    ]),
    '## A test',
    '',
    ...table(flowTest),
    '',
    "## A flow's words",
    '',
    ...table(flowWords),
  ].join('\n');
}

/** What all kinds have. */
function commonKeys(): string[] {
  const [first, ...others] = stepKinds.map((kind) => Object.keys(stepSchemas[kind].shape));
  return (first ?? []).filter((key) => others.every((keys) => keys.includes(key)));
}

function table(schema: z.ZodObject, shown: (key: string) => boolean = () => true): string[] {
  const json = written.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  const rows = Object.entries(json.properties)
    .filter(([key]) => shown(key))
    .map(([key, property]) => {
      const needed = json.required.includes(key) ? 'yes' : '';
      return `| \`${key}\` | ${formOf(property)} | ${needed} | ${property.description ?? ''} |`;
    });
  return ['| key | form | needed | |', '| --- | --- | --- | --- |', ...rows];
}

const property = z.looseObject({
  type: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
});
const written = z.looseObject({
  properties: z.record(z.string(), property),
  required: z.array(z.string()).default([]),
});

function formOf({ type, enum: values, default: usual }: z.infer<typeof property>): string {
  const form =
    values && values.length <= 6 ? values.map((one) => `\`${String(one)}\``).join(', ') : (type ?? 'several');
  const isTold = usual !== undefined && JSON.stringify(usual) !== '[]' && JSON.stringify(usual) !== '{}';
  return isTold ? `${form}, usually \`${JSON.stringify(usual)}\`` : form;
}
