/**
 * The document of the widget's window, in a frame or alone: nothing inline, everything from here. What the customer reads is the script's.
 * `app` is the built script, which has a style sheet of the same name: the widget's own, or its gallery's.
 */
export function framePage(language: string, shop: string, app: 'widget/app' | 'gallery/widget' = 'widget/app'): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${escape(shop)}</title>
<link rel="stylesheet" href="/${app}.css">
<script type="module" src="/${app}.js"></script>
</head>
<body>
<div id="app"></div>
</body>
</html>
`;
}

/** Nothing of elsewhere and nothing inline, wherever the document stands. `framers`: the sites that may show it in a frame. */
export function framePolicy(publicUrl: string, framers: string): string {
  return [
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; media-src 'self' blob:",
    `connect-src 'self' ${publicUrl.replace(/^http/, 'ws')}; form-action 'none'; base-uri 'none'; frame-ancestors ${framers}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}

function escape(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (one) => names[one] ?? one);
}
