import { machineClock } from '../clock.js';
import type { Database } from '../database/database.js';
import { firstSite } from '../site/site.js';
import { createSignInLink } from '../staff/sign-in.js';
import { staffOfSite } from '../staff/staff.js';
import type { Terminal } from './terminal.js';

/** Long enough to read the whole tour first; each link opens once, and another start prints new ones. */
const linkMinutes = 120;

const people = [
  { mail: 'kim@hinata-home.example', en: 'Kim answers customers', ja: '担当者（佐藤キム）' },
  { mail: 'mai@hinata-home.example', en: 'Mai, in Japanese', ja: '担当者（森 舞）・日本語' },
  { mail: 'owner@hinata-home.example', en: 'Haruka owns the shop', ja: '店主（日向 遥）' },
  { mail: 'editor@hinata-home.example', en: 'Emi writes the articles', ja: 'ヘルプ記事の担当（エミ）' },
] as const;

/** Where to go in the demo: the shop a customer sees, and a one-time link for each kind of person behind its counter. */
export async function tellDemo(database: Database, url: string, { line }: Terminal): Promise<void> {
  line('');
  line('  Hinata Home, a shop with a counter  ひなたホーム');
  line(`    Shop             ${url}/shop/en`);
  line(`    お店（日本語）   ${url}/shop/ja`);
  line(`    Help ヘルプ      ${url}/help/en/return-an-item   ${url}/help/ja/return-an-item`);
  line('');
  line('  The people behind the counter: each link signs in once  窓口の担当者（一度だけ使えるリンク）');
  const staff = new Set((await staffOfSite(database, firstSite)).map(({ mail }) => mail));
  for (const { mail, en, ja } of people.filter((one) => staff.has(one.mail))) {
    const token = await createSignInLink(database, machineClock, mail, linkMinutes);
    line(`    ${en}  ${ja}`);
    line(`      ${url}/staff/sign-in?token=${token}`);
  }
  line('');
  line('  Try: ask in the shop for a person, then open Kim’s link in another window and claim the ticket.');
  line('  お試し：お店のチャットで担当者を呼び、別のウィンドウで担当者のリンクを開いて対応してみてください。');
  line(`  Chat alone ${url}/chat   health ${url}/readyz   metrics ${url}/metrics`);
}
