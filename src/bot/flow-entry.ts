/** The index's name for a flow in one language, so that it never meets an article's id. */
export const flowEntry = (language: string, flow: string): string => `flow:${language}:${flow}`;
export const flowOf = (id: string): string | undefined => /^flow:[^:]*:(.+)$/.exec(id)?.[1];
