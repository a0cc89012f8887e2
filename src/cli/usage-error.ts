/** What the user asked for cannot be done as asked; the message says what can. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
