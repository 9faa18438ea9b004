/** esbuild takes style sheets out of what imports them, and writes `app.css`. */
declare module '*.css';

/** The same as one string, with the tokens' values in it. */
declare module '*.css?text' {
  const text: string;
  export default text;
}
