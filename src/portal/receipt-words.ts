/** What stands on a receipt besides what was bought. */
export interface ReceiptWords {
  readonly title: string;
  readonly again: string;
  readonly number: string;
  readonly issued: string;
  readonly order: string;
  readonly sold: string;
  readonly addressee: string;
  readonly nobody: string;
  readonly amount: string;
  readonly taxIncluded: string;
  readonly note: string;
  readonly usualNote: string;
  readonly received: string;
  readonly goods: string;
  readonly quantity: string;
  readonly price: string;
  readonly extra: string;
  /** Japan marks goods of the reduced rate. */
  readonly reducedMark: string;
  readonly reducedNote: string;
  readonly rate: string;
  readonly taxedAmount: string;
  readonly tax: string;
  readonly registration: string;
  readonly electronic: string;
  readonly howToPrint: string;
  readonly gone: string;
}

const en: ReceiptWords = {
  title: 'Receipt',
  again: 'Issued again',
  number: 'Number',
  issued: 'Issued',
  order: 'Order',
  sold: 'Ordered',
  addressee: 'To: {name}',
  nobody: 'our customer',
  amount: 'Amount',
  taxIncluded: 'tax included',
  note: 'For: {note}',
  usualNote: 'the goods below',
  received: 'Received with thanks.',
  goods: 'Goods',
  quantity: 'Quantity',
  price: 'Amount',
  extra: 'Shipping and fees',
  reducedMark: '*',
  reducedNote: '* reduced tax rate',
  rate: 'At {rate} %',
  taxedAmount: 'Amount with tax',
  tax: 'Tax in it',
  registration: 'Registration number',
  electronic: 'Issued electronically; valid without a stamp or signature.',
  howToPrint: 'Print this page, or save it as a PDF with your browser (Print → Save as PDF).',
  gone: 'This link does not work any more. Ask for the receipt once more in the chat: you get a new link at once.',
};

const ja: ReceiptWords = {
  title: '領収書',
  again: '再発行',
  number: '領収書番号',
  issued: '発行日',
  order: '注文番号',
  sold: '取引日',
  addressee: '{name} 様',
  nobody: 'お客',
  amount: '領収金額',
  taxIncluded: '（税込）',
  note: '但し {note}',
  usualNote: 'お品代として',
  received: '上記のとおり領収いたしました。',
  goods: '品名',
  quantity: '数量',
  price: '金額（税込）',
  extra: '送料・手数料',
  reducedMark: '※',
  reducedNote: '※は軽減税率対象です。',
  rate: '{rate}%対象',
  taxedAmount: '税込金額',
  tax: '内消費税',
  registration: '登録番号',
  electronic: '電子的に発行した領収書のため、収入印紙の貼付は不要です。',
  howToPrint: 'このページを印刷するか、ブラウザーの印刷画面で「PDFに保存」を選んで保存してください。',
  gone: 'このリンクはご利用いただけません。お手数ですが、チャットでもう一度領収書の発行をお申し付けください。すぐに新しいリンクをお送りします。',
};

export const receiptWords = (language: 'en' | 'ja'): ReceiptWords => (language === 'ja' ? ja : en);
