// natural describes only its root, which opens databases and reads .env when it is loaded: we import single files.
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const PorterStemmer: { stem(word: string): string };
  export default PorterStemmer;
}
declare module 'natural/lib/natural/stemmers/porter_stemmer_de.js' {
  const PorterStemmer: { stem(word: string): string };
  export default PorterStemmer;
}
