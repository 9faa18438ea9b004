import type { Generated } from 'kysely';

/**
 * Every table, as kysely sees it. Times are milliseconds since the epoch (UTC), flags are 0 or 1, JSON is text:
 * both databases then hold the same values and hand back the same JavaScript.
 *
 * `personal` below lists the columns that hold what a person told us or what identifies them.
 */
export interface Tables {
  migration: { name: string; applied: number };
  secret: { name: string; value: string };
  site: { id: string; name: string; settings: string; version: number };
  counter: { site: string; name: string; value: number };
  learnt: { site: string; language: string; key: string; model: Uint8Array };
  reading: { hash: string; sound: string };
  kept_words: { site: string; language: string; part: number; key: string; content: Uint8Array };

  /** `address` and `cursor`: for channels we send to ourselves, how to reach the customer there and what is sent. */
  thread: {
    id: string;
    site: string;
    channel: string;
    peer: string;
    opened: number;
    address: string | null;
    cursor: string | null;
    customer: string | null;
  };
  /** Somebody the shop has vouched for with its own signature: `subject` is its name for them. */
  customer: {
    id: string;
    site: string;
    subject: string;
    name: string;
    mail: string;
    phone: string;
    language: string;
    made: number;
    changed: number;
  };
  /** What flows remember of a customer in every conversation of theirs. */
  customer_slot: {
    customer: string;
    name: string;
    value: string;
    display: string;
    conversation: string;
    changed: number;
  };
  /** How far a conversation was read: `reader` is `customer` or `agent`. */
  seen: { conversation: string; reader: string; seq: number; time: number };
  conversation: {
    id: string;
    thread: string;
    ordinal: number;
    site: string;
    channel: string;
    language: string;
    owner: string;
    owner_since: number;
    turn: number;
    head: number;
    answered: number;
    pending: number;
    hash: string;
    state: string;
    attempts: number;
    lease_by: string;
    lease_until: number;
    opened: number;
    closed: number | null;
    closed_by: string | null;
    follows: string | null;
  };
  event: {
    conversation: string;
    seq: number;
    kind: string;
    author: string;
    time: number;
    client_id: string | null;
    original: string | null;
    salt: string | null;
    digest: string;
    body: string | null;
  };

  ticket: {
    id: string;
    site: string;
    number: string;
    conversation: string;
    key: string;
    status: string;
    topic: string;
    subject: string;
    queue: string;
    language: string;
    reason: string;
    slots: string;
    articles: string;
    evidence_seq: number;
    evidence_hash: string;
    promise: number | null;
    promise_basis: string;
    opened: number;
    updated: number;
    waiting_since: number | null;
    holder: string | null;
    outcome: string | null;
    /** What the customer said of its last closing: 1 to 5. */
    score: number | null;
    comment: string | null;
  };

  article: {
    id: string;
    site: string;
    slug: string;
    language: string;
    live: number | null;
    imported_hash: string | null;
    imported_revision: number | null;
  };
  revision: {
    article: string;
    number: number;
    base: number | null;
    title: string;
    topic: string;
    questions: string;
    words: string;
    body: string;
    owner: string;
    review: string | null;
    made: number;
    made_by: string;
  };
  /** What an import is about to make live; `seen` is the live revision it decided upon. */
  article_import: {
    import: string;
    article: string;
    seen: number | null;
    revision: number | null;
    hash: string | null;
  };
  catalogue: { site: string; version: number };

  /**
   * What was fitted to a shop's votes: `models` and `trials` are JSON, `shipped` is the product's own version they were drawn
   * to, `replaces` what was in use before (0: as shipped).
   */
  fitting: {
    site: string;
    number: number;
    shipped: number;
    replaces: number;
    made: number;
    made_by: string;
    models: string;
    trials: string;
  };
  /** Where in the log customers asked what an entry answered: whoever is erased there drops out here. */
  fitting_heard: {
    site: string;
    fitting: number;
    entry: string;
    conversation: string;
    seq: number;
    language: string;
  };
  /** Each time another fitting came into use (`act`: used, undone, shipped) or a question was struck. */
  fitting_use: { site: string; nth: number; fitting: number; act: string; done: number; done_by: string };
  /** What an entry shall not learn: `mark` is a hash, as the question may be struck for what it holds. */
  struck_question: { site: string; entry: string; mark: string; done: number; done_by: string };

  /** Revisions whose words the database's text index holds; the words stand beside it (`migrations/text-index.ts`). */
  text_entry: {
    id: Generated<number>;
    article: string;
    number: number;
    site: string;
    language: string;
    manner: string;
    length: number;
  };

  flow_version: { site: string; flow: string; version: string; content: string; made: number };
  flow_live: { site: string; flow: string; version: string };
  words: { site: string; language: string; content: string };

  dataset: { site: string; name: string; load: string; version: number; loaded: number };
  /** Loads that are not what `dataset` shows: being stored, or waiting to be swept (touched = 0). */
  dataset_load: { load: string; site: string; name: string; touched: number };
  product: {
    load: string;
    sku: string;
    name: string;
    aliases: string;
    category: string;
    price: number;
    details: string;
  };
  shop_customer: { load: string; id: string; name: string; mail: string; phone: string; language: string };
  shop_order: {
    load: string;
    number: string;
    customer: string;
    mail: string;
    phone: string;
    status: string;
    placed: number;
    expected: number | null;
    delivered: number | null;
    carrier: string | null;
    tracking: string | null;
    total: number;
    currency: string;
    lines: string;
  };

  staff: {
    id: string;
    site: string;
    mail: string;
    name: string;
    role: string;
    languages: string;
    teams: string;
    created: number;
    /** Since when they work here no more: no session, no link, no conversation; their name stays in the log. */
    deactivated: Generated<number | null>;
  };
  sign_in_link: { token: string; staff: string; expires: number; used: number | null };
  staff_session: {
    token: string;
    staff: string;
    created: number;
    expires: number;
    device: Generated<string>;
    seen: Generated<number | null>;
  };
  staff_password: { staff: string; hash: string; changed: number };
  staff_factor: { staff: string; secret: string; confirmed: number | null; step: number };
  recovery_code: { staff: string; code: string; used: number | null };
  sign_in_challenge: { token: string; staff: string; expires: number; tries: number };
  /** `kind`: a colleague's invitation, or the first owner's set-up link, whose mail and name are asked there. */
  invitation: {
    id: string;
    token: string;
    site: string;
    kind: string;
    mail: string;
    name: string;
    role: string;
    languages: string;
    teams: string;
    invited_by: string | null;
    created: number;
    expires: number;
    accepted: number | null;
    revoked: number | null;
  };
  set_up_skip: { site: string; step: string; by_staff: string; at: number };
  presence: { staff: string; status: string; lease_until: number };

  job: {
    id: string;
    kind: string;
    key: string;
    conversation: string | null;
    payload: string;
    due: number;
    attempts: number;
    lease_by: string;
    lease_until: number;
    state: string;
    error: string | null;
    created: number;
  };

  file: { id: string; upload: string; size: number; complete: number; created: number };
  file_chunk: { upload: string; part: number; bytes: Uint8Array };
  attachment: {
    id: string;
    conversation: string;
    file: string;
    name: string;
    type: string;
    size: number;
    created: number;
  };

  /** How to reach whoever speaks in a thread when they are gone, and since when they have been asked for it. */
  contact: { thread: string; name: string | null; mail: string | null; asked: number | null; changed: number };
  /** Letters on their way out. `first_seq` to `up_to` is the stretch of the log a letter carries. */
  mail: {
    id: string;
    site: string;
    kind: string;
    key: string;
    conversation: string | null;
    recipient: string;
    language: string;
    first_seq: number | null;
    up_to: number | null;
    state: string;
    reason: string | null;
    tries: number;
    next_try: number | null;
    created: number;
    sent: number | null;
  };
  /** Message-IDs of letters customers sent, so that ours stand below them in their mail program. */
  mail_heard: { id: string; conversation: string; received: number };
  /** How far a mailbox has been read, and how many letters in it came from nobody we know. */
  mailbox: { name: string; validity: string; uid: number; unknown: number };

  /** Tries to prove whose something is: `subject` is `order:A-10293`, `outcome` open, wrong, right or locked. */
  proof_try: { id: string; site: string; subject: string; conversation: string; outcome: string; time: number };
  /** A code that was sent to an address. The code itself is nowhere: it is computed from the id. */
  mail_code: {
    id: string;
    site: string;
    mail: string;
    nth: number;
    conversation: string;
    key: string;
    made: number;
    expires: number;
    used: number | null;
  };
  /** A new password asked for; `customer` is null where the shop knows nobody of that address. */
  password_reset: {
    id: string;
    site: string;
    mail: string;
    nth: number;
    customer: string | null;
    conversation: string;
    key: string;
    made: number;
  };
  /** What customers changed of their orders: `kind` cancelled or address. It lies over what imports say. */
  order_change: {
    id: string;
    site: string;
    number: string;
    kind: string;
    value: string;
    conversation: string;
    key: string;
    made: number;
  };
  return_case: {
    site: string;
    id: string;
    number: string;
    wish: string;
    opened: number;
    reason: string;
    status: string;
    conversation: string;
    key: string;
    made: number;
  };
  return_line: {
    site: string;
    return_case: string;
    number: string;
    sku: string;
    quantity: number;
    open: number;
  };
  /** `content` is what was sold as it stood when the receipt was made; `copy` is 1 for the first. */
  shop_receipt: {
    id: string;
    site: string;
    number: string;
    copy: number;
    addressee: string;
    note: string;
    content: string;
    language: string;
    conversation: string;
    key: string;
    made: number;
  };
  /** `place` is which of those who can come at the same time; `sequence` counts the changes, as calendars want it. */
  visit: {
    site: string;
    id: string;
    start: number;
    until: number;
    place: number;
    status: string;
    sequence: number;
    sku: string;
    number: string;
    note: string;
    mail: string;
    phone: string;
    address: string;
    language: string;
    conversation: string;
    key: string;
    made: number;
    changed: number;
  };
  /** What a customer of the list has changed of themselves; null is as the list says. */
  contact_change: {
    site: string;
    customer: string;
    name: string | null;
    mail: string | null;
    phone: string | null;
    verified: number;
    conversation: string;
    key: string;
    changed: number;
  };
  stock_notice: {
    id: string;
    site: string;
    sku: string;
    mail: string;
    language: string;
    conversation: string;
    made: number;
    sent: number | null;
  };
  feedback: {
    id: string;
    site: string;
    kind: string;
    text: string;
    language: string;
    conversation: string;
    key: string;
    made: number;
  };
}

/** Columns holding personal data: masking, export and erasure are generated from this list. */
export const personal = {
  thread: ['address'],
  customer: ['subject', 'name', 'mail', 'phone'],
  conversation: ['state'],
  // Whoever sends a message names it, and pages by a hash of what it holds: phone numbers could be guessed from that.
  event: ['body', 'salt', 'original', 'client_id'],
  ticket: ['slots', 'subject', 'comment'],
  job: ['payload'],
  attachment: ['name'],
  contact: ['name', 'mail'],
  mail: ['recipient', 'reason'],
  file_chunk: ['bytes'],
  shop_customer: ['name', 'mail', 'phone'],
  shop_order: ['mail', 'phone'],
  mail_code: ['mail'],
  password_reset: ['mail'],
  order_change: ['value'],
  return_case: ['reason'],
  shop_receipt: ['addressee', 'note'],
  visit: ['mail', 'phone', 'address', 'note'],
  contact_change: ['name', 'mail', 'phone'],
  stock_notice: ['mail'],
  feedback: ['text'],
  customer_slot: ['value', 'display'],
} as const satisfies { [T in keyof Tables]?: readonly (keyof Tables[T])[] };
