import { ZodError } from 'zod';
import { Refusal, type RefusalCode } from '../refusal.js';

/** The one answer for everything that goes wrong (RFC 9457). `code` is for programs, `detail` for the person reading. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: RefusalCode | 'fault' | 'no-such-address' | 'method-not-allowed';
  readonly detail: string;
  readonly id: string;
  /** What a program may want to know more: the seq that was not seen yet, the seconds to wait. */
  readonly details?: Readonly<Record<string, string | number>>;
}

type Code = Problem['code'];
type Sentence = { status: number; title: string; en: string; ja: string };

/** `{name}` is filled in from the refusal's details. */
const sentences: Record<Code, Sentence> = {
  'bad-input': {
    ...{ status: 400, title: 'Bad input' },
    en: 'The request could not be understood{where}.',
    ja: 'リクエストの内容を理解できませんでした{where}。',
  },
  'not-signed-in': {
    ...{ status: 401, title: 'Not signed in' },
    en: 'A valid token is needed for this.',
    ja: '有効なトークンが必要です。',
  },
  'not-allowed': {
    ...{ status: 403, title: 'Not allowed' },
    en: 'You are not allowed to do this.',
    ja: 'この操作は許可されていません。',
  },
  'token-expired': {
    ...{ status: 403, title: 'Token expired' },
    en: 'The token has expired. Ask for a new one.',
    ja: 'トークンの有効期限が切れました。新しいトークンを取得してください。',
  },
  'wrong-password': {
    ...{ status: 403, title: 'Wrong mail or password' },
    en: 'This mail address and password do not go together.',
    ja: 'メールアドレスまたはパスワードが正しくありません。',
  },
  'wrong-code': {
    ...{ status: 403, title: 'Wrong code' },
    en: 'This code is wrong or was used already.',
    ja: 'コードが正しくないか、すでに使用されています。',
  },
  'bad-password': {
    ...{ status: 400, title: 'Password too weak' },
    en: 'This password is too easy to guess. Take at least 10 characters that are not a common password.',
    ja: 'このパスワードは推測されやすいため使用できません。よく使われるものを避け、10文字以上にしてください。',
  },
  'last-owner': {
    ...{ status: 409, title: 'The last owner' },
    en: 'This is the only owner. Make somebody else an owner first.',
    ja: 'オーナーが一人もいなくなるため、この操作はできません。先に別の方をオーナーにしてください。',
  },
  'identity-expired': {
    ...{ status: 403, title: 'Identity expired' },
    en: "The shop's word on who this customer is has expired. Ask the shop for a new one.",
    ja: 'お客様情報の署名の有効期限が切れました。ショップ側で新しい署名を取得してください。',
  },
  'identity-refused': {
    ...{ status: 403, title: 'Identity refused' },
    en: "This is not the shop's word on who this customer is{where}.",
    ja: 'お客様情報の署名を確認できませんでした{where}。',
  },
  'not-found': {
    ...{ status: 404, title: 'Not found' },
    en: 'There is no such thing here.',
    ja: '見つかりませんでした。',
  },
  'no-such-address': {
    ...{ status: 404, title: 'No such address' },
    en: 'There is nothing at this address.',
    ja: 'このアドレスには何もありません。',
  },
  'method-not-allowed': {
    ...{ status: 405, title: 'Method not allowed' },
    en: 'This address does not take this method.',
    ja: 'このアドレスではそのメソッドを使えません。',
  },
  'conversation-closed': {
    ...{ status: 409, title: 'Conversation closed' },
    en: 'This conversation is closed.',
    ja: 'この会話は終了しています。',
  },
  'other-body': {
    ...{ status: 409, title: 'Another body under the same id' },
    en: 'A different message was already sent under this id.',
    ja: '同じIDで別のメッセージがすでに送信されています。',
  },
  taken: {
    ...{ status: 409, title: 'Taken' },
    en: 'Somebody else has this already{who}.',
    ja: 'すでに別の担当者が対応しています{who}。',
  },
  'not-holder': {
    ...{ status: 409, title: 'Not the holder' },
    en: 'You do not hold this conversation.',
    ja: 'この会話の担当者ではありません。',
  },
  'moved-on': {
    ...{ status: 409, title: 'Moved on' },
    en: 'It has changed in the meantime. Read it again.',
    ja: 'その間に変更されました。もう一度読み込んでください。',
  },
  'too-late': {
    ...{ status: 410, title: 'Too late' },
    en: 'This is no longer possible.',
    ja: '期限を過ぎているため、この操作はできません。',
  },
  'too-large': {
    ...{ status: 413, title: 'Too large' },
    en: 'This is larger than allowed{limit}.',
    ja: '許可されている大きさを超えています{limit}。',
  },
  compressed: {
    ...{ status: 415, title: 'Compressed bodies are not taken' },
    en: 'Send the body without Content-Encoding.',
    ja: 'Content-Encoding を使わずに送信してください。',
  },
  'wrong-type': {
    ...{ status: 415, title: 'Wrong type' },
    en: 'This type of content is not taken here{expected}.',
    ja: 'この種類のデータは受け付けていません{expected}。',
  },
  'too-many': {
    ...{ status: 429, title: 'Too many requests' },
    en: 'Too many requests. Try again in a moment.',
    ja: 'リクエストが多すぎます。しばらくしてからもう一度お試しください。',
  },
  busy: {
    ...{ status: 503, title: 'Busy' },
    en: 'The server is busy. Try again in a moment.',
    ja: '混み合っています。しばらくしてからもう一度お試しください。',
  },
  'not-configured': {
    ...{ status: 404, title: 'Not configured' },
    en: 'This is not set up on this server{set}.',
    ja: 'このサーバーでは設定されていません{set}。',
  },
  fault: {
    ...{ status: 500, title: 'Something went wrong here' },
    en: 'Something went wrong on our side. It has been noted under this id.',
    ja: 'サーバー側で問題が発生しました。このIDで記録されています。',
  },
};

/** The answer for whatever was thrown. What is not a refusal tells nothing of its inside: its message may hold secrets. */
export function problemOf(error: unknown, id: string, language: 'en' | 'ja'): Problem {
  const code = codeOf(error);
  const { status, title } = sentences[code];
  const detail = sentences[code][language].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = detailsOf(error)[name];
    return value === undefined ? '' : language === 'ja' ? `（${value}）` : `: ${value}`;
  });
  const details = error instanceof Refusal ? error.details : undefined;
  return { type: `urn:madoguchi:problem:${code}`, title, status, code, detail, id, ...(details ? { details } : {}) };
}

function codeOf(error: unknown): Code {
  if (error instanceof Refusal) return error.code;
  if (error instanceof ZodError) return 'bad-input';
  const name = error instanceof Error ? error.name : '';
  if (name === 'ResourceNotFoundError') return 'no-such-address';
  if (name === 'MethodNotAllowedError') return 'method-not-allowed';
  return name === 'BadRequestError' ? 'bad-input' : 'fault';
}

function detailsOf(error: unknown): Record<string, string | number> {
  if (error instanceof Refusal) return error.details ?? {};
  return error instanceof ZodError ? { where: whereOf(error) } : {};
}

/** Which field and what is expected of it; never what was sent. */
function whereOf(error: ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.slice(0, 6).join('.') || 'body'}: ${issue.message}`)
    .join('; ')
    .slice(0, 300);
}

/** The first of our languages in the order the caller wrote them; browsers write the preferred one first. */
export function errorLanguage(acceptLanguage: string | undefined): 'en' | 'ja' {
  return /\b(en|ja)\b/i.exec(acceptLanguage?.slice(0, 200) ?? '')?.[1]?.toLowerCase() === 'ja' ? 'ja' : 'en';
}
