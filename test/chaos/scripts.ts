/**
 * What a customer of the kill test does, in order. `says` waits for as many answers as the undisturbed run gave; a text
 * that is the label of a button on screen is a tap on it.
 */
export type Step =
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'tells the agent'; readonly text: string }
  | { readonly kind: 'waits for the agent' }
  | { readonly kind: 'waits for the end' };

export interface Script {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly tickets: 0 | 1;
  readonly acts: 0 | 1;
}

const says = (text: string): Step => ({ kind: 'says', text });
const withAgent: readonly Step[] = [
  { kind: 'waits for the agent' },
  { kind: 'tells the agent', text: 'Thank you, that is what I needed.' },
  { kind: 'waits for the end' },
];

export const scripts: readonly Script[] = [
  {
    name: 'a question',
    steps: [says('how do i send something back'), says('Yes, thanks'), says('how long is the warranty?')],
    ...{ tickets: 0, acts: 0 },
  },
  {
    name: 'order status',
    steps: [says('where is my order?'), says('a10293'), says('kim@example.com')],
    ...{ tickets: 0, acts: 0 },
  },
  {
    name: 'a parcel is traced',
    steps: [says('where is my order?'), says('A-10310'), says('hanako@example.jp'), says('Yes, please')],
    ...{ tickets: 0, acts: 1 },
  },
  {
    name: 'a problem is reported',
    steps: [
      says('my kettle KT-200 leaks from the bottom when I pour water'),
      says('Report a problem with a product'),
      says('A-10294'),
      says('kim@example.com'),
      says('yes'),
      ...withAgent,
    ],
    ...{ tickets: 1, acts: 0 },
  },
  {
    name: 'a person at once',
    steps: [says('can I talk to a person?'), says('Skip'), ...withAgent],
    ...{ tickets: 1, acts: 0 },
  },
];
