import type { Locator, Page } from 'playwright-core';

/** Web Chat on the screen, as the person in front of it works it. */
export interface WebChat {
  readonly page: Page;
  says(text: string): Promise<void>;
  /** Presses a suggested action by what stands on it. */
  presses(label: string): Promise<void>;
  sends(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  /** Waits for a bubble or a card with these words. */
  hears(words: RegExp, within?: number): Promise<Locator>;
  /** How often a bubble with exactly these words stands there. */
  count(words: string): Promise<number>;
  /** Everything said by either side, as it stands there. */
  said(): Promise<string[]>;
}

export function webChat(page: Page): WebChat {
  const field = page.locator('[data-id="webchat-sendbox-input"]');
  const bubbles = page.locator('.webchat__bubble__content');
  const hears = async (words: RegExp, within = 10_000): Promise<Locator> => {
    const bubble = bubbles.filter({ hasText: words }).last();
    await bubble.waitFor({ timeout: within });
    return bubble;
  };
  return {
    page,
    hears,
    async says(text) {
      await field.fill(text);
      await field.press('Enter');
      await bubbles.filter({ hasText: text }).last().waitFor();
    },
    async presses(label) {
      await page.locator('.webchat__suggested-action').filter({ hasText: label }).click();
    },
    async sends(file) {
      await page.locator('.webchat__upload-button--file-input').setInputFiles(file);
      // Web Chat first makes a small picture of it; a person sees that before pressing.
      await page.waitForTimeout(1_000);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
    count: (words) => bubbles.filter({ hasText: words }).count(),
    said: () => bubbles.allInnerTexts(),
  };
}
