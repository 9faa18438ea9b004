/** The chat page's look: readable on a phone held in one hand, in light and dark, without a font to load. */
export const chatStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f1f3f5; --line: #cfd6dd; --quiet: #57606a; --mark: #0b5c8a; --on-mark: #fff; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #16191d; --soft: #23282e; --line: #48515b; --quiet: #a8b1bb; --mark: #7cc4ee; --on-mark: #06263a; --bad: #ffb4ab; } }
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; max-width: 44rem; margin: 0 auto; height: 100dvh; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans JP", "Yu Gothic UI", sans-serif; }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.1rem; margin: 0; line-height: 1.3; } header nav { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: flex-end; } header button { font-size: .875rem; padding: .3rem .7rem; white-space: nowrap; } h1, header p { white-space: nowrap; }
@media (max-width: 26rem) { header { gap: .5rem; padding: .75rem; } header nav { gap: .35rem; flex-wrap: nowrap; } header button { font-size: .8125rem; padding: .3rem .6rem; } h1 { font-size: 1rem; } }
header p { margin: 0; color: var(--quiet); font-size: .875rem; }
main { flex: 1; overflow-y: auto; padding: 1rem; overscroll-behavior: contain; }
.intro, #status { color: var(--quiet); font-size: .9rem; margin: 0 0 1rem; } #status:empty { display: none; }
#log { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: .75rem; }
#log li { max-width: 85%; align-self: flex-start; overflow-wrap: anywhere; }
#log li.own { align-self: flex-end; } #log li.event { align-self: center; color: var(--quiet); font-size: .875rem; text-align: center; }
.who { display: block; color: var(--quiet); font-size: .8125rem; } .own .who { text-align: right; }
.bubble { background: var(--soft); border-radius: 1rem 1rem 1rem .25rem; padding: .6rem .9rem; white-space: pre-wrap; }
.own .bubble { background: var(--mark); color: var(--on-mark); border-radius: 1rem 1rem .25rem 1rem; }
.pending .bubble { opacity: .65; } .failed .bubble { outline: 2px solid var(--bad); }
.problem { color: var(--bad); font-size: .875rem; } .bubble a { color: inherit; }
.bubble img { display: block; max-width: 100%; max-height: 16rem; border-radius: .5rem; margin-top: .4rem; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .75rem; margin-top: .5rem; background: var(--paper); color: var(--ink); }
.card dt { color: var(--quiet); font-size: .8125rem; } .card dd { margin: 0 0 .25rem; font-weight: 600; }
#choices { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
button, .attach { font: inherit; min-height: 2.75rem; padding: .4rem 1rem; border-radius: 1.4rem; border: 1px solid var(--mark); background: var(--paper); color: var(--mark); cursor: pointer; text-align: left; }
button:hover, .attach:hover { background: var(--soft); } #fresh { border-color: var(--line); color: var(--ink); }
form { display: flex; gap: .5rem; align-items: flex-end; padding: .75rem 1rem calc(.75rem + env(safe-area-inset-bottom)); border-top: 1px solid var(--line); }
textarea { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 1rem; padding: .55rem .9rem; resize: none; max-height: 9rem; }
form button { background: var(--mark); color: var(--on-mark); white-space: nowrap; } form button:hover { background: var(--mark); filter: brightness(1.1); }
.attach { width: 2.75rem; padding: 0; display: grid; place-items: center; position: relative; font-size: 1.25rem; flex: none; }
.attach input { position: absolute; inset: 0; opacity: 0; cursor: pointer; width: 100%; } .attach:focus-within { outline: 3px solid var(--mark); outline-offset: 2px; }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
