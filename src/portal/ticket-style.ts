import { tokenStyle } from '../tokens.js';

/** For a phone first; a wide screen only gets air at the sides. On paper: the status and what was said, no forms. */
export const ticketStyle = `${tokenStyle()}
*{box-sizing:border-box}
body{margin:0;background:var(--colour-raised);color:var(--colour-ink);font:var(--text-body)/var(--line-height) var(--font-text);overflow-wrap:anywhere}
.wide{max-width:42rem;margin:0 auto;padding:var(--space-large)}
.top{display:flex;justify-content:space-between;gap:var(--space-large);color:var(--colour-quiet);font-size:var(--text-small)}
a{color:var(--colour-accent)}
h1{font-size:var(--text-display);line-height:1.25;margin:var(--space-large) 0}
h2{font-size:var(--text-lead);line-height:1.4;margin:0 0 var(--space-medium)}
.subject{margin:calc(-1*var(--space-medium)) 0 var(--space-wide);color:var(--colour-quiet)}
.card{background:var(--colour-paper);border:1px solid var(--colour-line);border-radius:var(--radius-large);padding:var(--space-large);margin:0 0 var(--space-large)}
.card>:first-child{margin-top:0}
.card>:last-child{margin-bottom:0}
.status{border-left:var(--space-tight) solid var(--colour-accent)}
.status.solved{border-left-color:var(--colour-good)}
.status.late{border-left-color:var(--colour-warning)}
.status h2{color:var(--colour-accent)}
.status.solved h2{color:var(--colour-good)}
.status.late h2{color:var(--colour-warning)}
.status p{margin:0 0 var(--space-small)}
.quiet{color:var(--colour-quiet);font-size:var(--text-small)}
.notice{border-color:var(--colour-good);color:var(--colour-good);font-weight:600}
.notice.problem{border-color:var(--colour-danger);color:var(--colour-danger)}
label{display:block;font-weight:600;margin:0 0 var(--space-tight)}
input,textarea,button{font:inherit;color:inherit}
input[type=text],input[type=email],textarea{display:block;width:100%;background:var(--colour-paper);border:1px solid var(--colour-quiet);border-radius:var(--radius-small);padding:var(--space-medium);margin:0 0 var(--space-medium)}
textarea{min-height:7rem;resize:vertical}
input[type=file]{display:block;max-width:100%;margin:0 0 var(--space-tight)}
button{min-height:2.75rem;padding:var(--space-small) var(--space-wide);border:0;border-radius:var(--radius-small);background:var(--colour-accent);color:var(--colour-on-accent);font-weight:600;cursor:pointer}
button.second{background:transparent;color:var(--colour-accent);border:1px solid var(--colour-accent)}
form p{margin:0 0 var(--space-medium)}
:focus-visible{outline:3px solid var(--colour-accent);outline-offset:2px}
dl{margin:0}
.detail{border-top:1px solid var(--colour-line);padding:var(--space-medium) 0}
.detail:first-child{border-top:0;padding-top:0}
.detail:last-child{padding-bottom:0}
dt{color:var(--colour-quiet);font-size:var(--text-small)}
dd{margin:0}
details>summary{display:inline-block;min-height:1.5rem;margin-top:var(--space-tight);color:var(--colour-accent);font-size:var(--text-small);text-decoration:underline;cursor:pointer}
details form{margin-top:var(--space-small)}
.log{list-style:none;margin:0;padding:0}
.log>li{margin:0 0 var(--space-large)}
.by{display:flex;gap:var(--space-small);justify-content:space-between;color:var(--colour-quiet);font-size:var(--text-small);margin:0 0 var(--space-tight)}
.by b{color:var(--colour-ink)}
.said{padding:var(--space-medium) var(--space-large);border-radius:var(--radius-large);background:var(--colour-raised)}
.customer .said{background:var(--colour-sunken);margin-left:var(--space-broad)}
.bot .said,.system .said,.agent .said{margin-right:var(--space-broad)}
.customer .by{margin-left:var(--space-broad)}
.bot .by,.system .by,.agent .by{margin-right:var(--space-broad)}
.agent .said{border-left:3px solid var(--colour-accent)}
.said>:first-child,.answer>:first-child{margin-top:0}
.said>:last-child,.answer>:last-child{margin-bottom:0}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.day{display:flex;align-items:center;gap:var(--space-medium);color:var(--colour-quiet);font-size:var(--text-small)}
.day::before,.day::after{content:'';flex:1;border-top:1px solid var(--colour-line)}
.happened{text-align:center;color:var(--colour-quiet);font-size:var(--text-small)}
.files{display:flex;flex-wrap:wrap;gap:var(--space-small);margin:var(--space-small) 0 0;padding:0;list-style:none}
.files img{display:block;max-width:100%;max-height:16rem;border-radius:var(--radius-small);border:1px solid var(--colour-line)}
pre,code{font-family:var(--font-code);font-size:var(--text-small);white-space:pre-wrap}
table{border-collapse:collapse}
td,th{border:1px solid var(--colour-line);padding:var(--space-tight) var(--space-small);text-align:left}
footer a{display:inline-flex;align-items:center;min-height:2.75rem}
footer{color:var(--colour-quiet);font-size:var(--text-small);padding-bottom:var(--space-vast)}
@media print{
.top a,form,details,.notice{display:none}
body{background:none}
.card{border:0;padding:0}
.log>li{break-inside:avoid}
}
`;
