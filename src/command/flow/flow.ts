import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { drawFlow } from '../../flows/draw.js';
import { flowJsonSchema, wordsJsonSchema } from '../../flows/json-schema.js';
import { readFlows } from '../../flows/read-flows.js';
import { flowReference } from '../../flows/reference.js';
import { dialogsFolder, findFlow, tellProblems, type FlowCall } from './call.js';
import { formsCommand } from './forms.js';
import { testFlows } from './test.js';
import { runningCommand } from './running.js';
import { flowCommands } from './uses.js';

/** Runs one of them; its exit code. */
export async function flowCommand(call: FlowCall): Promise<number> {
  const [name = '', ...rest] = call.words;
  switch (name) {
    case 'lint':
      return lintFolder(call, rest[0]);
    case 'test':
      return testFlows(call, rest);
    case 'draw':
      return draw(call, rest[0]);
    case 'schema':
      return schema(call);
    case 'running':
    case 'move':
    case 'end':
      return runningCommand(call, name, rest);
    case 'forms':
      return formsCommand(call);
    case 'reference':
      call.terminal.line(flowReference());
      return 0;
    default:
      call.terminal.error(
        `Use one of:\n${Object.values(flowCommands)
          .map(({ use }) => `  madoguchi ${use}`)
          .join('\n')}`,
      );
      return 2;
  }
}

async function lintFolder({ terminal, languages, signatures }: FlowCall, given: string | undefined): Promise<number> {
  const folder = dialogsFolder(given);
  const { flows, blocks, problems } = await readFlows(folder, languages, signatures);
  tellProblems(terminal, folder, problems);
  terminal.line(`${flows.length} flows and ${blocks.length} blocks in ${folder}/, ${problems.length} problems.`);
  return problems.length === 0 ? 0 : 1;
}

async function draw({ terminal, languages, out }: FlowCall, name: string | undefined): Promise<number> {
  const folder = await readFlows(dialogsFolder(), languages);
  const all = [...folder.flows, ...folder.blocks];
  const flow = findFlow(terminal, all, name);
  if (!flow) return 2;
  const language = folder.words.find((one) => one.language === languages[0]) ?? folder.words[0];
  const svg = drawFlow(flow, language?.flows[flow.flow]);
  const file = out ?? `${flow.flow}.svg`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, svg);
  terminal.line(`${file}: ${flow.steps.length} steps`);
  return 0;
}

async function schema({ terminal, out = 'dialogs/schema' }: FlowCall): Promise<number> {
  await mkdir(out, { recursive: true });
  for (const [file, json] of [
    ['flow.schema.json', flowJsonSchema()],
    ['words.schema.json', wordsJsonSchema()],
  ] as const) {
    await writeFile(join(out, file), `${JSON.stringify(json, undefined, 2)}\n`);
    terminal.line(join(out, file));
  }
  return 0;
}
