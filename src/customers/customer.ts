/** A customer of the shop as its own list names them: not who somebody in a chat says they are. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
  readonly language: string;
}
