import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { readReply, RedisError, type Reply } from './reply';

/** Longer than the log ever lets a command wait. */
const ANSWER_WITHIN_MS = 10_000;

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** One connection to Redis, made at the first command and again at the next one after it was lost. */
export class RedisConnection {
  private socket: Socket | undefined;
  private readonly waiting: Waiting[] = [];
  private unread: Buffer = Buffer.alloc(0);

  /** `redis://[user:password@]host:port[/database]`, or `rediss://` for TLS. */
  constructor(private readonly url: URL) {}

  /** @throws RedisError for what Redis refuses; any other error when the connection fails or is lost. */
  sendCommand(args: readonly string[]): Promise<Reply> {
    this.socket ??= this.open();
    return this.write(this.socket, args);
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const { protocol, hostname, port, username, password, pathname } = this.url;
    const at = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || '6379') };
    const socket: Socket = protocol === 'rediss:' ? connectTls({ ...at, servername: at.host }) : connectTcp(at);
    socket.setNoDelay(true).setTimeout(ANSWER_WITHIN_MS, () => socket.destroy());
    socket.on('data', (bytes) => this.read(socket, bytes));
    let cause = new Error(`the connection to Redis at ${at.host}:${at.port} was lost`);
    socket.on('error', (error) => (cause = new Error(`Redis at ${at.host}:${at.port}: ${error.message}`)));
    socket.on('close', () => this.lose(cause));
    const greetings = [
      ...(password === ''
        ? []
        : [['AUTH', ...(username === '' ? [] : [decodeURIComponent(username)]), decodeURIComponent(password)]]),
      ...(pathname.length > 1 ? [['SELECT', pathname.slice(1)]] : []),
    ];
    // Redis answers in order, so commands may follow at once; when a greeting is refused, so are they.
    for (const greeting of greetings) this.write(socket, greeting).catch((refusal: Error) => socket.destroy(refusal));
    return socket;
  }

  private write(socket: Socket, args: readonly string[]): Promise<Reply> {
    const parts = args.map((arg) => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`);
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      socket.write(`*${args.length}\r\n${parts.join('')}`);
    });
  }

  private read(socket: Socket, bytes: Buffer): void {
    this.unread = Buffer.concat([this.unread, bytes]);
    try {
      for (let read = readReply(this.unread); read !== undefined; read = readReply(this.unread)) {
        this.unread = this.unread.subarray(read.end);
        const first = this.waiting.shift();
        if (read.reply instanceof RedisError) first?.reject(read.reply);
        else first?.resolve(read.reply);
      }
    } catch (error) {
      socket.destroy(error as Error);
    }
  }

  private lose(cause: Error): void {
    this.socket = undefined;
    this.unread = Buffer.alloc(0);
    for (const { reject } of this.waiting.splice(0)) reject(cause);
  }
}
