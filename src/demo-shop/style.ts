import { tokenStyle } from '../tokens.js';

/**
 * The shop's own look, made of the house's tokens: one column of calm rows, pictures as the only loud thing. Japanese and
 * Latin text wrap alike; nothing is smaller than a thumb.
 */
export const shopStyle = `${tokenStyle()}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:var(--space-vast)}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--colour-paper);color:var(--colour-ink);font-family:var(--font-text);font-size:var(--text-body);line-height:var(--line-height);overflow-wrap:anywhere;line-break:strict}
h1,h2,p,ul,ol,dl,dd{margin:0;padding:0}ul,ol{list-style:none}
h1{font-size:var(--text-display);line-height:1.3;letter-spacing:-.01em}h2{font-size:var(--text-title);line-height:1.35}
html[lang=ja] :is(h1,h2){letter-spacing:.02em}html[lang=ja] :is(h1,h2,.lead,.hero p,.promises span,.departments span,.people span,.tour-bubble p){word-break:auto-phrase}
a{color:inherit}small{font-size:var(--text-tiny);color:var(--colour-quiet)}img{display:block;max-width:100%;height:auto}
:focus-visible{outline:3px solid var(--colour-accent);outline-offset:2px;border-radius:var(--radius-small)}
.skip{position:absolute;left:-100vw}.skip:focus{left:var(--space-medium);top:var(--space-medium);z-index:3;background:var(--colour-paper);padding:var(--space-small) var(--space-large)}
.notice{background:var(--colour-note);font-size:var(--text-small);text-align:center;padding:var(--space-tight) var(--space-large)}
.bar,.shelves ul,main,footer>div{max-width:72rem;margin:0 auto;padding-left:var(--space-wide);padding-right:var(--space-wide)}
.bar{display:flex;align-items:center;justify-content:space-between;gap:var(--space-large);padding-top:var(--space-large);padding-bottom:var(--space-small)}
.wordmark{display:flex;align-items:center;gap:var(--space-medium);font-weight:700;font-size:var(--text-title);text-decoration:none;letter-spacing:-.01em;white-space:nowrap}
.wordmark img{border-radius:var(--radius-small)}
.tools{display:flex;align-items:center;gap:var(--space-tight) var(--space-large);font-size:var(--text-small)}
.tool{padding:var(--space-small) 0;text-decoration:none;white-space:nowrap}.tool:hover,.shelves a:hover{text-decoration:underline}
.tool[aria-current]{font-weight:700}
.who{display:flex;align-items:center;gap:var(--space-small);color:var(--colour-quiet);white-space:nowrap}
select{font:inherit;font-size:var(--text-body);color:var(--colour-ink);background:var(--colour-raised);border:1px solid var(--colour-line);border-radius:var(--radius-small);padding:var(--space-tight) var(--space-small);min-height:2.5rem;max-width:11rem}
.shelves{border-bottom:1px solid var(--colour-line)}
.shelves ul{display:flex;gap:var(--space-wide);overflow-x:auto;scrollbar-width:none}
.shelves a{display:block;padding:var(--space-medium) 0;text-decoration:none;white-space:nowrap;border-bottom:2px solid transparent}
.shelves a[aria-current]{border-color:var(--colour-accent);font-weight:700}
main{padding-top:var(--space-wide);padding-bottom:var(--space-vast);display:grid;gap:var(--space-vast)}main:focus{outline:none}
main>*{min-width:0}
.lead{color:var(--colour-quiet);font-size:var(--text-lead);margin-top:var(--space-tight)}
.actions{display:flex;flex-wrap:wrap;gap:var(--space-medium);margin-top:var(--space-wide)}
button,.button{font:inherit;font-weight:600;line-height:1.4;min-height:2.75rem;padding:var(--space-small) var(--space-wide);border-radius:var(--radius-full);border:1px solid var(--colour-accent);background:var(--colour-paper);color:var(--colour-accent);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;justify-content:center}
button:hover,.button:hover{background:color-mix(in srgb,var(--colour-accent) 8%,var(--colour-paper))}
button.main{background:var(--colour-accent);color:var(--colour-on-accent)}button.main:hover{background:color-mix(in srgb,var(--colour-accent) 88%,var(--colour-ink))}
button.plain{border:0;background:none;padding:0;min-height:0;font-weight:400;text-decoration:underline;color:inherit;text-align:left;justify-content:flex-start}
.hero{display:grid;grid-template-columns:5fr 6fr;align-items:center;gap:var(--space-vast)}
.hero p{font-size:var(--text-lead);max-width:32rem;margin-top:var(--space-medium);color:var(--colour-quiet)}.hero .actions{margin-top:var(--space-wide)}
.hero img{border-radius:var(--radius-large);width:100%}
.departments ul{display:grid;grid-template-columns:repeat(8,1fr);gap:var(--space-large)}
.departments a{display:grid;justify-items:center;text-align:center;text-decoration:none;font-size:var(--text-small);line-height:1.35;gap:var(--space-tight)}
.departments .picture{border-radius:50%;width:100%;max-width:6.5rem;margin-bottom:var(--space-tight)}
.departments a:hover span,.card a:hover .name{text-decoration:underline}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:var(--space-broad) var(--space-wide);margin-top:var(--space-wide)}
.card a{display:grid;text-decoration:none;gap:var(--space-hair)}
.picture{border-radius:var(--radius-large);width:100%;height:auto;aspect-ratio:1}
.card .name{font-weight:600;margin-top:var(--space-small);line-height:1.4}.card .details{font-size:var(--text-small);color:var(--colour-quiet);line-height:1.5}
.price{font-weight:600;margin-top:var(--space-tight);font-variant-numeric:tabular-nums}.price small{font-weight:400}
.promises ul{display:grid;grid-template-columns:repeat(4,1fr);border-radius:var(--radius-large);background:var(--colour-raised)}
.promises a{display:grid;gap:var(--space-hair);text-decoration:none;padding:var(--space-wide);font-size:var(--text-small);color:var(--colour-quiet)}
.promises strong{font-size:var(--text-lead);color:var(--colour-ink)}.promises a:hover strong{text-decoration:underline}
.people{display:grid;grid-template-columns:repeat(8,1fr);gap:var(--space-large);margin-top:var(--space-wide)}
.people li{display:grid;justify-items:center;align-content:start;text-align:center;font-size:var(--text-small);line-height:1.35;gap:var(--space-hair)}
.people img{border-radius:50%;width:5rem;margin-bottom:var(--space-small)}.people strong{min-height:2.7em;display:grid;place-items:center}.people span{color:var(--colour-quiet)}
.product{display:grid;grid-template-columns:1fr 1fr;gap:var(--space-vast);align-items:center}
.product .price{font-size:var(--text-title);margin-top:var(--space-wide)}.crumb{font-size:var(--text-small);margin-bottom:var(--space-small)}
.facts{display:grid;gap:var(--space-small);margin-top:var(--space-large)}
.facts div{display:grid;grid-template-columns:8rem 1fr;gap:var(--space-medium);padding-top:var(--space-small);border-top:1px solid var(--colour-line)}
dt{color:var(--colour-quiet);font-size:var(--text-small)}
.good ul{display:grid;gap:var(--space-small);margin-top:var(--space-medium)}
.columns{display:grid;grid-template-columns:5fr 3fr;gap:var(--space-vast);align-items:start}.aside{display:grid;gap:var(--space-broad)}
.visitors{display:flex;flex-wrap:wrap;gap:var(--space-medium);margin-top:var(--space-wide)}
.order-list{display:grid;gap:var(--space-wide);margin-top:var(--space-wide)}
.order-list>li{border:1px solid var(--colour-line);border-radius:var(--radius-large);padding:var(--space-wide)}
.order-top{display:flex;justify-content:space-between;gap:var(--space-medium);align-items:center}.order-top h2{font-size:var(--text-lead)}
.state{font-size:var(--text-small);font-weight:600;padding:var(--space-hair) var(--space-medium);border-radius:var(--radius-full);background:var(--colour-raised);white-space:nowrap}
.state.delivered{color:var(--colour-good)}.state.delayed{color:var(--colour-warning)}.state.returned,.state.cancelled{color:var(--colour-quiet)}
.road{display:grid;grid-template-columns:repeat(5,1fr);margin-top:var(--space-large);font-size:var(--text-tiny);text-align:center;color:var(--colour-quiet);line-height:1.3}
.road li{position:relative;padding:var(--space-large) var(--space-hair) 0}
.road li::before{content:"";position:absolute;left:0;right:0;top:.25rem;height:.25rem;background:var(--colour-line)}
.road .past::before{background:var(--colour-accent)}.road .now::before{background:linear-gradient(90deg,var(--colour-accent) 50%,var(--colour-line) 50%)}
.road li:first-child::before{border-radius:var(--radius-full) 0 0 var(--radius-full)}.road li:last-child::before{border-radius:0 var(--radius-full) var(--radius-full) 0}
.road .now{color:var(--colour-ink);font-weight:600}.road .now::after{content:"";position:absolute;left:calc(50% - .375rem);top:0;width:.75rem;height:.75rem;border-radius:50%;background:var(--colour-accent)}
.lines{display:grid;gap:var(--space-small);margin-top:var(--space-large)}.lines li{display:flex;align-items:center;gap:var(--space-medium)}.lines .picture{width:3.5rem;border-radius:var(--radius-small)}
.order-list .facts{grid-template-columns:1fr 1fr;column-gap:var(--space-wide)}.order-list .facts div{grid-template-columns:6rem 1fr}
.order-list .actions{margin-top:var(--space-large)}
.try{background:var(--colour-raised);border-radius:var(--radius-large);padding:var(--space-wide)}.try ul{display:grid;gap:var(--space-medium);margin-top:var(--space-medium)}
footer{background:var(--colour-raised);font-size:var(--text-small);color:var(--colour-quiet)}footer>div{display:grid;gap:var(--space-medium);padding-top:var(--space-broad);padding-bottom:calc(var(--space-vast) + var(--space-vast))}
footer .wordmark{font-size:var(--text-lead);color:var(--colour-ink)}.links{display:flex;flex-wrap:wrap;gap:var(--space-small) var(--space-wide)}
#status{position:fixed;left:var(--space-large);bottom:var(--space-large);z-index:3;max-width:min(26rem,calc(100vw - 8rem));padding:var(--space-medium) var(--space-large);border-radius:var(--radius-large);background:var(--colour-ink);color:var(--colour-paper);font-size:var(--text-small)}#status:empty{display:none}
#tour[hidden]{display:none}
@media (max-width:60rem){.departments ul,.people{grid-template-columns:repeat(4,1fr)}.cards{grid-template-columns:repeat(3,1fr)}.promises ul{grid-template-columns:1fr 1fr}.hero{gap:var(--space-broad)}}
@media (max-width:46rem){
.order-list .facts{grid-template-columns:1fr}.order-list>li{padding:var(--space-large)}
.bar,.shelves ul,main,footer>div{padding-left:var(--space-large);padding-right:var(--space-large)}
.bar{flex-wrap:wrap;gap:var(--space-small) var(--space-large)}.wordmark{font-size:var(--text-lead)}.tools{width:100%;justify-content:space-between;gap:var(--space-medium)}.who span{display:none}
.hero,.product,.columns{grid-template-columns:1fr;gap:var(--space-wide)}.hero img{order:-1}
main{gap:var(--space-broad);padding-top:var(--space-large)}.cards{grid-template-columns:1fr 1fr;gap:var(--space-wide) var(--space-large)}
.departments ul{gap:var(--space-large) var(--space-medium)}.promises a{padding:var(--space-large)}
}
`;
