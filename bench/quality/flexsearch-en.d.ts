// flexsearch describes its root only; this is its list of English endings and stop words.
declare module 'flexsearch/lang/en' {
  import type { EncoderOptions } from 'flexsearch';
  const english: EncoderOptions;
  export default english;
}
