import { ticketStyle } from '../ticket-style.js';

/** The ticket page's look, with what only forms have. What is pressed is 44 px high. */
export const formStyle = `${ticketStyle}
.top a,.languages a{display:inline-flex;align-items:center;min-height:2.75rem}
.languages{display:flex;gap:var(--space-large)}
.caption{margin:var(--space-large) 0 0;color:var(--colour-quiet);font-size:var(--text-small)}
.caption+h1{margin-top:var(--space-tight)}
.caption+form{margin-top:var(--space-small)}
h1{overflow-wrap:anywhere;text-wrap:balance}
h1.question{font-size:var(--text-title);margin:0 0 var(--space-medium)}
h1 label{font-weight:700;margin:0}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{padding:0}
.lead p{margin:0 0 var(--space-medium)}
.hint{margin:0 0 var(--space-medium);color:var(--colour-quiet)}
.hint p{margin:0 0 var(--space-small)}
.field-problem{margin:0 0 var(--space-small);color:var(--colour-danger);font-weight:600}
.wrong{border-left:var(--space-tight) solid var(--colour-danger);padding-left:var(--space-large)}
.problem h2{font-size:var(--text-lead);margin:0 0 var(--space-small)}
.problem ul{list-style:none;margin:0;padding:0}
.problem a{color:inherit;display:inline-block;padding:var(--space-small) 0}
input[type=date],input[type=time],input[type=tel],select{display:block;max-width:100%;min-height:2.75rem;background:var(--colour-paper);border:1px solid var(--colour-quiet);border-radius:var(--radius-small);padding:var(--space-small) var(--space-medium);margin:0 0 var(--space-medium);font:inherit;color:inherit}
input[type=tel],select{width:100%}
input[type=text],input[type=email]{min-height:2.75rem}
input[type=file]{min-height:2.75rem;margin:0 0 var(--space-medium)}
input[aria-invalid=true],textarea[aria-invalid=true],select[aria-invalid=true]{border-color:var(--colour-danger);border-width:2px}
.options{list-style:none;margin:0 0 var(--space-medium);padding:0}
.options label{display:flex;align-items:center;gap:var(--space-medium);min-height:2.75rem;padding:var(--space-small) 0;font-weight:400;margin:0;cursor:pointer}
.options input{flex:none;width:1.5rem;height:1.5rem;margin:0;accent-color:var(--colour-accent)}
.actions{display:flex;flex-wrap:wrap;gap:var(--space-medium);margin:var(--space-large) 0 0}
.others{display:flex;flex-wrap:wrap;gap:0 var(--space-wide);margin:0 0 var(--space-large)}
.others h2{flex:1 0 100%;font-size:var(--text-small);color:var(--colour-quiet);margin:0}
.others a,.links a{display:inline-flex;align-items:center;min-height:2.75rem}
button.link{border:0;background:none;color:var(--colour-accent);padding:0;min-height:2.75rem;min-width:2.75rem;font-weight:400;text-decoration:underline;text-align:start}
button[disabled]{opacity:.6;cursor:default}
.forms{list-style:none;margin:0;padding:0}
.forms>li{border-top:1px solid var(--colour-line);padding:var(--space-medium) 0}
.forms>li:first-child{border-top:0;padding-top:0}
.forms>li:last-child{padding-bottom:0}
.forms a{display:inline-flex;align-items:center;min-height:2.75rem;font-weight:600}
.forms p{margin:0;color:var(--colour-quiet)}
.answers>div{display:grid;grid-template-columns:1fr auto;gap:0 var(--space-medium);border-top:1px solid var(--colour-line);padding:var(--space-small) 0}
.answers>div:first-child{border-top:0}
.answers dt{grid-column:1}
.answers .said-it{grid-column:1;white-space:pre-line;overflow-wrap:anywhere}
.answers .change{grid-column:2;grid-row:1/3;align-self:center}
.article{border-top:1px solid var(--colour-line);padding:var(--space-large) 0}
.article:first-of-type{border-top:0;padding-top:0}
.article p{margin:0 0 var(--space-small)}
.article a{display:inline-block;padding:var(--space-medium) 0}
.number{font-size:var(--text-title);font-weight:700;margin:0 0 var(--space-medium)}
.about{margin:0 0 var(--space-large);color:var(--colour-quiet)}
details>summary{min-height:2.75rem;display:inline-flex;align-items:center}
@media (forced-colors:active){.wrong{border-left-color:CanvasText}}
`;

/** Keeps a form from being sent twice by an impatient finger; the server would take it once all the same. */
export const formScript = `document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';
  setTimeout(() => form.querySelectorAll('button').forEach((one) => (one.disabled = true)));
});
addEventListener('pageshow', () => {
  for (const form of document.forms) {
    delete form.dataset.sent;
    form.querySelectorAll('button').forEach((one) => (one.disabled = false));
  }
  document.getElementById('problem')?.focus();
});
`;
