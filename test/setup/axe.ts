import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: { readonly html: string }[];
}

/**
 * What axe finds serious or worse in a page or frame, given its `html` element: a line each, with the parts concerned.
 * Waits until what fades in has come: colours half-way are nobody's fault.
 */
export async function seriousFindings(root: Locator): Promise<string[]> {
  const found = await root.evaluate(async (_, source) => {
    const page = globalThis as unknown as { axe?: { run(): Promise<{ violations: Violation[] }> } };
    if (page.axe === undefined) (0, eval)(source);
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const moves = (): boolean =>
      document.getAnimations().some((one) => {
        const ends = one.effect?.getComputedTiming().endTime;
        return one.playState === 'running' && typeof ends === 'number' && Number.isFinite(ends);
      });
    // What is about to fade in begins a few frames after it is there.
    for (let still = 0; still < 6; still = moves() ? 0 : still + 1) await frame();
    const { violations = [] } = (await page.axe?.run()) ?? {};
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  }, axe);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
}
