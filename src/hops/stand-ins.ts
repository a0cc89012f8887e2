/** Stand in a plan where the names of the user's own objects go. */
export const standIns = {
  name: 'sse',
  host: 'sse.example.com',
  secretName: 'sse-tls',
  backend: { name: 'sse', port: 80 },
} as const;
