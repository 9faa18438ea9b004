/** What somebody on the staff may be. */
export const roles = ['owner', 'supervisor', 'agent', 'editor'] as const;
export type Role = (typeof roles)[number];

const allowed = {
  'read conversations': ['owner', 'supervisor', 'agent'],
  'answer customers': ['owner', 'supervisor', 'agent'],
  'take over from a colleague': ['owner', 'supervisor'],
  'see all work': ['owner', 'supervisor'],
  'read articles': ['owner', 'supervisor', 'agent', 'editor'],
  'write articles': ['owner', 'supervisor', 'editor'],
  'publish articles': ['owner', 'supervisor', 'editor'],
  'publish flows': ['owner', 'supervisor'],
  'export conversations': ['owner', 'supervisor'],
  'erase a customer': ['owner'],
  'manage staff': ['owner'],
  'change settings': ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof allowed;

/** The whole of who may do what. What a role is not listed for, it may not. */
export function may(role: Role, action: Action): boolean {
  const list: readonly Role[] = allowed[action];
  return list.includes(role);
}
