/**
 * What the console's office reads under `/staff`: signing in, accounts, people, settings, set-up. Types alone: we made
 * what they describe. Every time is milliseconds since 1970.
 */
export type OfficeRole = 'owner' | 'supervisor' | 'agent' | 'editor';

/** `POST /staff/sign-in`, `…/password`, `…/code`, `/staff/join`: with a challenge a code is still wanted. */
export interface SignInAnswer {
  readonly challenge?: string;
  /** For those without a page: the session itself. */
  readonly token?: string;
}

/** What is wrong with one field, in the reader's words: `hours.mon.0.1`. With status 422. */
export interface WrongField {
  readonly field: string;
  readonly fault: string;
  readonly message: string;
}

/** `POST /staff/join/look`. `by` is null for the first owner, whom the start of the server invites. */
export interface Invited {
  readonly kind: 'colleague' | 'first owner';
  readonly by: string | null;
  readonly mail: string;
  readonly name: string;
  readonly role: OfficeRole;
  readonly languages: readonly string[];
  readonly teams: readonly string[];
  readonly expires: number;
  readonly shop: {
    readonly name: string;
    readonly languages: readonly string[];
    readonly teams: readonly { readonly id: string; readonly name: Readonly<Record<string, string>> }[];
  };
}

/** `GET /staff/account`. */
export interface Account {
  readonly staff: { readonly id: string; readonly name: string; readonly mail: string; readonly role: OfficeRole };
  readonly password: { readonly changed: number } | null;
  readonly factor: { readonly since: number; readonly recoveryLeft: number } | null;
  readonly sessions: readonly AccountSession[];
}

export interface AccountSession {
  readonly id: string;
  /** What the browser calls itself. */
  readonly device: string;
  readonly begun: number;
  readonly seen: number;
  readonly current: boolean;
}

/** `POST /staff/account/factor`: the key as text, and the address a QR code holds. */
export interface FactorAnswer {
  readonly key: string;
  readonly uri: string;
}

/** `GET /staff/people`. */
export interface People {
  readonly people: readonly PersonLine[];
  readonly invitations: readonly InvitationLine[];
}

export interface PersonLine {
  readonly id: string;
  readonly mail: string;
  readonly name: string;
  readonly role: OfficeRole;
  readonly languages: readonly string[];
  readonly teams: readonly string[];
  readonly deactivated: number | null;
  readonly status: string;
  readonly holds: number;
  readonly hasPassword: boolean;
  readonly hasFactor: boolean;
}

export interface InvitationLine {
  readonly id: string;
  readonly mail: string;
  readonly name: string;
  readonly role: OfficeRole;
  readonly by: string | null;
  readonly created: number;
  readonly expires: number;
}

/** `POST /staff/invitations`: the link is told once. */
export interface InvitationMade {
  readonly id: string;
  readonly link: string;
  readonly expires: number;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
export type Stretch = readonly [from: string, until: string];
export type Week = { readonly [D in Weekday]?: readonly Stretch[] | undefined };
export type Named = Readonly<Record<string, string>>;

export interface ShopTeam {
  readonly id: string;
  readonly name: Named;
  readonly languages: readonly string[];
  readonly topics: readonly string[] | '*';
  readonly hours?: Week | undefined;
  readonly minutesPerConversation: number;
  readonly capacity: number;
}

export interface Closure {
  readonly from: string;
  readonly to: string;
  readonly reason?: Named | undefined;
}

/** Everything a shop says about itself. */
export interface ShopSettings {
  readonly name: string;
  readonly languages: readonly string[];
  readonly zone: string;
  readonly holidays: string | null;
  readonly hours: Week;
  readonly closures: readonly Closure[];
  readonly orderPatterns: readonly string[];
  readonly teams: readonly ShopTeam[];
  readonly contact: { readonly mail?: string | undefined };
  readonly homepage: string | null;
}

/** `GET /staff/settings`; `PUT` takes `{ seen, settings }` and answers the new version, or 409, or 422. */
export interface SettingsAnswer {
  readonly version: number;
  readonly settings: ShopSettings;
  /** Languages the bot has sentences in. */
  readonly spoken: readonly string[];
}

export const setUpSteps = ['name', 'hours', 'articles', 'mail', 'colleague', 'snippet'] as const;
export type SetUpStep = (typeof setUpSteps)[number];

/** `GET /staff/set-up`: done is what is so, skipped is a wish. */
export interface SetUpAnswer {
  readonly steps: readonly SetUpLine[];
  /** Where customers' browsers find us. */
  readonly publicUrl: string;
}

export interface SetUpLine {
  readonly step: SetUpStep;
  readonly done: boolean;
  readonly skipped: boolean;
  readonly facts: {
    readonly languages?: readonly string[];
    /** Live articles by language, and the languages without any. */
    readonly articles?: Readonly<Record<string, number>>;
    readonly lacking?: readonly string[];
    /** Variables that are still to be set before letters can go out. */
    readonly missing?: readonly string[];
    readonly staff?: number;
    readonly invited?: number;
  };
}

/** `POST /staff/articles` and `…/articles/file`. */
export interface ArticleMade {
  readonly id: string;
  readonly slug: string;
  readonly language: string;
  readonly url: string;
}

export type LetterState = 'waiting' | 'sent' | 'failed' | 'not configured' | 'not needed';

/** `GET /staff/mail`: how mail stands, and the letters that did not go out (or those of `?states=`), newest first. */
export interface Outbox {
  /** False without a mail server: then letters wait. */
  readonly sending: boolean;
  readonly from: string | null;
  /** A reply that a customer has not seen for so long becomes a letter. */
  readonly afterSeconds: number;
  /** The mailbox that answers come to; null when none is read. `unknown`: letters in it that belong to no ticket. */
  readonly mailbox: { readonly name: string; readonly read: boolean; readonly unknown: number } | null;
  readonly letters: readonly OutboxLetter[];
}

export interface OutboxLetter {
  readonly id: string;
  readonly kind: 'reply' | 'receipt' | 'link' | 'test' | 'code' | 'reset' | 'visit' | 'reminder' | 'stock' | 'contact';
  readonly conversation: string | null;
  readonly ticket: string | null;
  readonly recipient: string;
  readonly state: LetterState;
  /** What the mail server said, in its own words. */
  readonly reason: string | null;
  readonly tries: number;
  readonly nextTry: number | null;
  readonly created: number;
  readonly sent: number | null;
}

/** How well a way of deciding does on what customers told: `loss` is how surprised it is, the rest are questions. */
export interface DecidingFigures {
  readonly loss: number;
  readonly answeredRight: number;
  readonly answeredWrong: number;
  readonly offeredRight: number;
  readonly left: number;
}

/** What came of trying one language's votes out. */
export interface DecidingTrial {
  readonly language: string;
  readonly told: {
    readonly questions: number;
    readonly visitors: number;
    readonly right: number;
    readonly wrong: number;
  };
  readonly now: DecidingFigures;
  readonly heard: {
    readonly kind: 'offered' | 'not better' | 'nothing';
    readonly questions: number;
    readonly figures?: DecidingFigures | undefined;
  };
  readonly coefficients: {
    readonly kind: 'offered' | 'not better' | 'nothing' | 'too few';
    readonly figures?: DecidingFigures | undefined;
  };
  /** How many of the questions would be met in another way. */
  readonly changed: number;
}

/** `GET /staff/deciding`: by what the bot decides. Fitting 0 is the product's own coefficients. */
export interface Deciding {
  readonly fitting: number;
  /** The version of the product's coefficients, and whether the fitting in use was made for another one and waits. */
  readonly shipped: number;
  readonly leftAside: boolean;
  /** Questions of customers that articles have learnt. */
  readonly heard: number;
  readonly trials: readonly DecidingTrial[];
  /** Newest first; `by` is a name. */
  readonly uses: readonly {
    readonly act: 'used' | 'undone' | 'shipped' | 'struck';
    readonly fitting: number;
    readonly done: number;
    readonly by: string;
  }[];
}

/** How a question was met: what was answered or offered, by title. */
export interface DecidingMet {
  readonly kind: 'answer' | 'ask back' | 'nothing' | 'right' | 'wrong';
  readonly titles: readonly string[];
}

/** `POST /staff/deciding/try`: nothing has changed yet. `fitting` is what `POST /staff/deciding/use` takes; null: nothing would. */
export interface DecidingTried {
  readonly fitting: number | null;
  readonly trials: readonly (DecidingTrial & {
    readonly examples: readonly {
      readonly question: string;
      readonly told: DecidingMet;
      readonly now: DecidingMet;
      readonly next: DecidingMet;
    }[];
  })[];
  readonly heard: readonly { readonly title: string; readonly questions: readonly string[] }[];
  /** The least that coefficients of one's own take. */
  readonly enough: { readonly questions: number; readonly visitors: number };
}

/** `GET /staff/articles/:id/heard`: what customers asked that this article answered, in use now. */
export interface ArticleHeard {
  readonly questions: readonly { readonly question: string; readonly struck: boolean }[];
}
