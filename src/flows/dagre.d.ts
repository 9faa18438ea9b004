/** The part of dagre that drawing uses: the package's own types import one another in a way Node's resolution cannot follow. */
declare module '@dagrejs/dagre' {
  interface Place {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }
  interface Line {
    readonly points: readonly { readonly x: number; readonly y: number }[];
    readonly label?: string;
    readonly x?: number;
    readonly y?: number;
  }
  interface Edge {
    readonly v: string;
    readonly w: string;
    readonly name?: string;
  }
  class Graph {
    constructor(options: { multigraph: boolean });
    setGraph(label: Readonly<Record<string, string | number>>): void;
    graph(): { width?: number; height?: number };
    setNode(id: string, size: { width: number; height: number }): void;
    setEdge(
      from: string,
      to: string,
      label: { label: string; labelpos: 'c'; width: number; height: number },
      name: string,
    ): void;
    edges(): Edge[];
    edge(edge: Edge): Line;
    node(id: string): Place;
  }
  const dagre: { readonly graphlib: { readonly Graph: typeof Graph }; layout(graph: Graph): void };
  export default dagre;
  export type { Line, Place };
}
