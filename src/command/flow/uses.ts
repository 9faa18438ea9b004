/** What can be done with flows, by name; what runs is asked of the database, the rest needs none. */
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
  running: { use: 'flow running', does: 'List the versions of flows that conversations are in the middle of.' },
  move: {
    use: 'flow move <flow> [version]',
    does: 'Take the conversations of older versions to the live one; what was collected is kept.',
  },
  end: { use: 'flow end <flow> [version]', does: 'End this flow in every conversation: a wrong price is a reason.' },
  forms: {
    use: 'flow forms',
    does: 'Tell what became of the forms customers began: solved by an article, sent, left.',
  },
  reference: { use: 'flow reference', does: 'Print the reference of every key, made from the schema.' },
};
