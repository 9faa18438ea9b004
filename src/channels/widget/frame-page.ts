/** The document of the widget's frame: nothing inline, everything from here. What the customer reads is the script's. */
export function framePage(language: string, shop: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>${escape(shop)}</title>
<link rel="stylesheet" href="/widget/app.css">
<script type="module" src="/widget/app.js"></script>
</head>
<body>
<div id="app"></div>
</body>
</html>
`;
}

function escape(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (one) => names[one] ?? one);
}
