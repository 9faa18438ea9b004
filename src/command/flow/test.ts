import type { Flow } from '../../flows/flow.js';
import { readFlows } from '../../flows/read-flows.js';
import { coverageOf, roadsInBlocks } from '../../rehearsal/coverage.js';
import { rehearse } from '../../rehearsal/rehearse.js';
import { dialogsFolder, findFlow, tellProblems, type FlowCall } from './call.js';
import { openRehearsal } from './rehearsal.js';

/**
 * Holds the conversations that stand in the flows' files, with the demo shop behind them, and prints what they cover.
 * 0 when all go as expected; with `--all` every written road of every flow must be taken in every language as well.
 */
export async function testFlows(
  { terminal, languages, all, signatures }: FlowCall,
  names: readonly string[],
): Promise<number> {
  const folder = dialogsFolder();
  const read = await readFlows(folder, languages, signatures);
  if (read.problems.length > 0) {
    tellProblems(terminal, folder, read.problems);
    return 1;
  }
  const chosen: Flow[] = [];
  for (const name of names) {
    const flow = findFlow(terminal, read.flows, name);
    if (!flow) return 2;
    chosen.push(flow);
  }
  const shop = await openRehearsal({ dialogs: folder, signatures });
  let failed = 0;
  let held = 0;
  const inBlocks = new Map(languages.map((language) => [language, new Set<string>()]));
  try {
    for (const flow of chosen.length > 0 ? chosen : read.flows) {
      const roads = new Map(languages.map((language) => [language, new Set<string>()]));
      for (const test of flow.tests) {
        held += 1;
        const { problems, roads: taken, transcript } = await shop.undone(() => rehearse(shop.app, flow, test));
        taken.forEach((road) => roads.get(test.language)?.add(road));
        if (problems.length === 0) continue;
        failed += 1;
        terminal.error(`✗ ${flow.flow} (${test.language}): ${test.test}`);
        for (const problem of problems) terminal.error(`    ${problem}`);
        for (const line of transcript) terminal.error(`      ${line}`);
      }
      for (const [language, taken] of roads)
        roadsInBlocks(flow, taken).forEach((road) => inBlocks.get(language)?.add(road));
      const isCovered = tellCoverage(flow, roads, (line) => terminal.line(line));
      if (all && !isCovered) failed += 1;
    }
    // A block is covered by everybody who calls it, so it is measured only where all of them were held.
    for (const block of chosen.length > 0 ? [] : read.blocks) {
      const isCovered = tellCoverage(block, inBlocks, (line) => terminal.line(line));
      if (all && !isCovered) failed += 1;
    }
  } finally {
    await shop.close();
  }
  terminal.line(`${held} conversations, ${failed} problems.`);
  return failed === 0 ? 0 : 1;
}

/** False when something an author wrote was shown in no test of a language. */
function tellCoverage(
  flow: Flow,
  roads: ReadonlyMap<string, ReadonlySet<string>>,
  line: (text: string) => void,
): boolean {
  let isCovered = true;
  for (const [language, taken] of roads) {
    const { steps, roads: branches, missing } = coverageOf(flow, taken);
    line(
      `${flow.flow.padEnd(24)} ${language}  steps ${steps.seen}/${steps.all}  roads ${branches.seen}/${branches.all}` +
        (missing.length === 0 ? '' : `  not shown: ${missing.slice(0, 6).join('; ')}${missing.length > 6 ? ' …' : ''}`),
    );
    if (missing.length > 0) isCovered = false;
  }
  return isCovered;
}
