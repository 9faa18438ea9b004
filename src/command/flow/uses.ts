/** What can be done with flows without a running server, by name. */
export const flowCommands: Readonly<Record<string, { use: string; does: string }>> = {
  lint: { use: 'flow lint [folder]', does: 'Tell every fault of the flows and their words, with file and line.' },
  test: {
    use: 'flow test [flow …] [--all]',
    does: 'Hold the conversations written in the flows; print what they cover.',
  },
  draw: { use: 'flow draw <flow> [--language en] [--out picture.svg]', does: 'Draw a flow as an SVG picture.' },
  schema: {
    use: 'flow schema [--out folder]',
    does: 'Write the JSON Schemas by which editors complete and check flows.',
  },
  reference: { use: 'flow reference', does: 'Print the reference of every key, made from the schema.' },
};
