import { modelOf, type Model } from '../coefficients.js';

/** The shop's own coefficients, one model a language that has one; a language without decides as shipped. */
export interface Fitted {
  /** Counts a shop's fittings; 0 for the product's own coefficients. */
  readonly number: number;
  readonly models: Readonly<Record<string, Model>>;
}

export const asShipped: Fitted = { number: 0, models: {} };

/** By what questions of a language are decided. */
export const modelIn = ({ models }: Fitted, language: string): Model =>
  (Object.hasOwn(models, language) ? models[language] : undefined) ?? modelOf(language);
