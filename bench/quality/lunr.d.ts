// lunr comes without types: what the benchmark uses of it.
declare module 'lunr' {
  interface Token {
    toString(): string;
  }
  interface Pipeline {
    reset(): void;
  }
  interface Builder {
    pipeline: Pipeline;
    searchPipeline: Pipeline;
    ref(name: string): void;
    field(name: string, options?: { boost: number }): void;
    add(document: object): void;
  }
  interface Index {
    query(build: (query: { term(tokens: Token[], options: object): void }) => void): { ref: string; score: number }[];
  }
  interface Lunr {
    (build: (this: Builder) => void): Index;
    tokenizer(text: string): Token[];
  }
  const lunr: Lunr;
  export default lunr;
}
