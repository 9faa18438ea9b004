/**
 * What runs in the chat page: Direct Line spoken in its own few lines. Text is only ever set as text, and links are
 * only made of http addresses, so nothing a message holds can become markup. A template string, so that `tsc` alone
 * brings it to `dist`; keep backslashes doubled and dollars before braces out of it.
 */
export const chatScript = `'use strict';
const words = JSON.parse(document.getElementById('words').textContent);
const byId = (id) => document.getElementById(id);
const log = byId('log'), field = byId('text'), choices = byId('choices'), status = byId('status'), main = document.querySelector('main');
const base = '/v3/directline';
const shown = new Map();
let chat, socket, wait = 500, typed = 0;

const saved = { read: () => { try { return JSON.parse(sessionStorage.getItem('chat')); } catch { return null; } },
  write: () => { try { sessionStorage.setItem('chat', JSON.stringify(chat)); } catch { /* private windows keep nothing */ } } };

async function call(method, path, body, headers) {
  const sent = await fetch(path, { method, headers: Object.assign({ 'accept-language': document.documentElement.lang },
    chat ? { authorization: 'Bearer ' + chat.token } : {}, headers || { 'content-type': 'application/json' }), body });
  if (sent.ok) return sent.json();
  throw Object.assign(new Error('refused'), { status: sent.status });
}

async function begin() {
  chat = undefined;
  const token = await call('POST', '/chat/token', '{}');
  chat = { id: token.conversationId, token: token.token, watermark: '' };
  take(await call('POST', base + '/conversations', JSON.stringify({ locale: document.documentElement.lang })));
}

function take(answer) { chat.token = answer.token; chat.id = answer.conversationId; saved.write(); listen(answer.streamUrl); }

async function resume() {
  try {
    take(await call('GET', base + '/conversations/' + chat.id + '?watermark=' + encodeURIComponent(shown.size ? chat.watermark : '')));
  } catch (error) {
    if (error.status === 403) {
      try { const token = await call('POST', '/chat/token', '{}'); chat.token = token.token; saved.write(); }
      catch (refused) { if (refused.status !== 403 && refused.status !== 401) throw refused; clear(); return begin(); }
      return resume();
    }
    if (error.status === 404 || error.status === 401) { clear(); return begin(); }
    throw error;
  }
}

async function connect() {
  try { await (chat ? resume() : begin()); wait = 500; }
  catch (error) { status.textContent = error.status === 429 ? words.tooMany : words.offline; later(); }
}

function later() { setTimeout(connect, wait * (0.75 + Math.random() / 2)); wait = Math.min(wait * 2, 15000); }

function listen(address) {
  const url = new URL(address);
  url.host = location.host;
  url.protocol = location.protocol.replace('http', 'ws');
  const here = socket = new WebSocket(url);
  here.onopen = () => { status.textContent = ''; };
  here.onmessage = ({ data }) => { if (!data || here !== socket) return; const set = JSON.parse(data); set.activities.forEach(draw); if (set.watermark) { chat.watermark = set.watermark; saved.write(); } };
  here.onclose = () => { if (here !== socket) return; status.textContent = words.offline; later(); };
}

function draw(activity) {
  if (activity.type === 'typing') return;
  const mine = activity.channelData && activity.channelData.clientActivityID;
  const known = shown.get(activity.id) || (mine && shown.get(mine));
  const item = known || document.createElement('li');
  if (activity.id) shown.set(activity.id, item);
  if (activity.type === 'event') { const line = eventLine(activity); if (!line) return; item.className = 'event'; item.textContent = line; }
  else if (activity.type === 'message') fill(item, activity);
  else return;
  if (!known) place(item);
  if (activity.type === 'message') offer(activity);
}

function eventLine({ name, value }) {
  if (name !== 'madoguchi/owner') return '';
  if (value.status === 'agent') return value.name ? value.name + (document.documentElement.lang === 'ja' ? '' : ' ') + words.agent : '';
  return words[value.status] || '';
}

function fill(item, activity) {
  const own = activity.from.role === 'user';
  item.className = own ? 'own' : 'other';
  item.replaceChildren(make('span', 'who', own ? words.you : activity.from.name || ''));
  const bubble = make('div', 'bubble');
  linked(bubble, activity.text || '');
  for (const one of activity.attachments || []) attached(bubble, one);
  item.append(bubble);
}

function attached(bubble, one) {
  if (one.contentType === 'application/vnd.microsoft.card.adaptive') {
    const list = make('dl', 'card');
    for (const part of one.content.body) for (const fact of part.facts || []) list.append(make('dt', '', fact.title), make('dd', '', fact.value));
    return bubble.append(list);
  }
  if (one.contentType === 'application/vnd.microsoft.card.hero') {
    for (const button of one.content.buttons || []) { const card = make('div', 'card'); card.append(link(button.value, one.content.title)); bubble.append(card); }
    return;
  }
  if (!one.contentUrl) return;
  const shownAs = link(one.contentUrl, one.name || words.file);
  if (/^image\\/(png|jpeg|gif|webp)$/.test(one.contentType)) { const image = make('img'); image.src = one.contentUrl; image.alt = one.name || words.file; image.onload = toEnd; shownAs.replaceChildren(image); }
  bubble.append(shownAs);
}

function make(tag, name, text) { const made = document.createElement(tag); if (name) made.className = name; if (text) made.textContent = text; return made; }

function link(address, text) {
  if (!/^https?:\\/\\//.test(address)) return make('span', '', text);
  const made = make('a', '', text); made.href = address; made.target = '_blank'; made.rel = 'noopener noreferrer'; return made;
}

function linked(into, text) {
  let from = 0;
  for (const found of text.matchAll(/\\[([^\\]\\n]{1,200})\\]\\((https?:\\/\\/[^\\s)]{1,500})\\)|https?:\\/\\/[^\\s<>"'）」、。]{1,500}/g)) {
    into.append(text.slice(from, found.index), link(found[2] || found[0], found[1] || found[0]));
    from = found.index + found[0].length;
  }
  into.append(text.slice(from));
}

function offer(activity) {
  choices.replaceChildren();
  for (const action of (activity.suggestedActions && activity.suggestedActions.actions) || []) {
    const button = make('button', '', action.title);
    button.type = 'button';
    button.onclick = () => { choices.replaceChildren(); field.focus(); send({ text: action.text || action.title, value: action.value }); };
    choices.append(button);
  }
  toEnd();
}

function place(item) { log.append(item); toEnd(); }
function toEnd() { main.scrollTop = main.scrollHeight; }

function send(said, file, id) {
  const name = id || crypto.getRandomValues(new Uint32Array(4)).join('-');
  const item = shown.get(name) || make('li');
  const activity = Object.assign({ type: 'message', locale: document.documentElement.lang, channelData: { clientActivityID: name } }, said);
  if (!shown.has(name)) { shown.set(name, item); place(item); }
  fill(item, { from: { role: 'user' }, text: said.text || (file && file.name) || '' });
  item.classList.add('pending');
  return post(activity, file).catch((error) => {
    if (!item.classList.contains('pending')) return;
    item.className = 'own failed';
    const why = error.status === 429 ? words.tooMany : error.status === 413 || error.status === 415 ? words.tooLarge : words.failed;
    const again = make('button', '', words.again);
    again.type = 'button';
    again.onclick = () => send(said, file, name);
    item.append(make('span', 'problem', why), again);
    toEnd();
  });
}

async function post(activity, file) {
  if (!chat) throw new Error('not connected');
  const path = base + '/conversations/' + chat.id;
  if (!file) return call('POST', path + '/activities', JSON.stringify(activity));
  const form = new FormData();
  form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }));
  form.append('file', file, file.name);
  return call('POST', path + '/upload?userId=me', form, {});
}

function clear() { shown.clear(); log.replaceChildren(); choices.replaceChildren(); }

byId('compose').onsubmit = (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return field.focus();
  field.value = ''; grow(); field.focus(); choices.replaceChildren();
  send({ text });
};

// Enter sends, but never the Enter that accepts what an input method offers (229: Safari tells it only so).
field.onkeydown = (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  byId('compose').requestSubmit();
};

field.oninput = () => {
  grow();
  if (!chat || !field.value || Date.now() - typed < 5000) return;
  typed = Date.now();
  call('POST', base + '/conversations/' + chat.id + '/activities', JSON.stringify({ type: 'typing' })).catch(() => {});
};
function grow() { field.style.height = 'auto'; field.style.height = field.scrollHeight + 'px'; }

byId('file').onchange = ({ target }) => { const [file] = target.files; if (file) send({}, file); target.value = ''; field.focus(); };

// The value is understood in any state, in the middle of a form too.
byId('person').onclick = () => { if (!chat) return; choices.replaceChildren(); field.focus(); send({ text: words.person, value: '@person' }); };

byId('fresh').onclick = () => {
  const old = socket; socket = undefined; if (old) old.close();
  clear(); chat = undefined; try { sessionStorage.removeItem('chat'); } catch { /* nothing was kept */ }
  status.textContent = words.connecting; connect(); field.focus();
};

setInterval(() => { if (chat) call('POST', base + '/tokens/refresh').then((answer) => { chat.token = answer.token; saved.write(); }).catch(() => {}); }, 900000);
window.addEventListener('online', () => { wait = 500; if (socket) socket.close(); });
chat = saved.read() || undefined;
connect();
field.focus();
`;
